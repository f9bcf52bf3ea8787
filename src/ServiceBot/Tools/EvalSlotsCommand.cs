using System.Globalization;
using System.Text.Json;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Understanding;

namespace ServiceBot.Tools;

/// <summary>
/// <c>eval slots --cases C.jsonl --out R.jsonl</c>: the slot parsers by themselves, without a dialog. A case is
/// <c>{"id","type","text","lang","reference"?}</c>, its type a slot type's name and its reference an ISO instant that "tomorrow" counts
/// from; a result is <c>{"id","ok","value"?,"from"?,"to"?,"reason"?}</c>, with half-open local times.
/// </summary>
internal sealed class EvalSlotsCommand(Understander understander, Platform.TownshipClock clock)
{
    public const string Usage = "eval slots --cases FILE --out FILE";

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <returns>0 when every case was read; 2 for wrong arguments or a case that is none.</returns>
    public async Task<int> RunAsync(string[] arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (arguments is not ["--cases", var cases, "--out", var results] || !File.Exists(cases))
        {
            await output.WriteLineAsync(Usage);
            return 2;
        }

        await using var writer = new StreamWriter(results);
        var (number, found) = (0, 0);
        await foreach (var line in File.ReadLinesAsync(cases, cancellationToken))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            if (Parse(line) is not { } slotCase || !Enum.TryParse<SlotType>(slotCase.Type, ignoreCase: true, out var type))
            {
                await output.WriteLineAsync($"{cases}:{number}: not a case");
                return 2;
            }

            var result = Measure(slotCase, type);
            if (result.Ok) found++;
            await writer.WriteLineAsync(JsonSerializer.Serialize(result, _json).AsMemory(), cancellationToken);
        }

        await output.WriteLineAsync($"{found} of {number} values found");
        return 0;
    }

    private static SlotCase? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<SlotCase>(line, _json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private SlotResult Measure(SlotCase slotCase, SlotType type)
    {
        var now = DateTimeOffset.TryParse(slotCase.Reference, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var given) ? given : clock.Now;
        var utterance = new Utterance(slotCase.Text, slotCase.Lang is "en" ? "en" : "zh-Hans", DateOnly.FromDateTime(now.DateTime), now);
        var heard = understander.Hear(utterance);
        var reading = understander.Parsers.Read(heard, new SlotSpec("slot", type, [], []));
        var value = (reading as Reading.Found)?.Value.Value;
        var reason = reading switch { Reading.Wrong wrong => wrong.Reason, Reading.Nothing nothing => nothing.Reason, _ => null };
        if (type is not (SlotType.Date or SlotType.Time or SlotType.DateTime or SlotType.Period)) return new SlotResult(slotCase.Id, value is not null, value, null, null, reason);
        var spots = Understanding.Slots.TimeText.Find(understander.Parsers.Times, heard, out _);
        if (spots.Count == 0) return new SlotResult(slotCase.Id, value is not null, value, null, null, reason);
        var best = spots.MaxBy(spot => spot.Length);
        return new SlotResult(slotCase.Id, value is not null, value, Iso(best.From), Iso(best.To), reason);
    }

    private static string Iso(DateTime moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    private sealed record SlotCase(string Id, string Type, string Text, string? Lang, string? Reference);

    private sealed record SlotResult(string Id, bool Ok, string? Value, string? From, string? To, string? Reason);
}

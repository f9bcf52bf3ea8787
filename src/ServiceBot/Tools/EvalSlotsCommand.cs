using System.Globalization;
using System.Text.Json;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Understanding;

namespace ServiceBot.Tools;

/// <summary>
/// <c>eval slots --cases C.jsonl --out R.jsonl</c>: the slot parsers by themselves, without a dialog. A line of C is a <see cref="SlotCase"/>,
/// one of R a <see cref="SlotResult"/>; where the cases carry labels, a summary of what was right is printed, with the ids of the others.
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
        var score = new SlotScore();
        var (number, found) = (0, 0);
        await foreach (var line in File.ReadLinesAsync(cases, cancellationToken))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            if (Parse(line) is not { Text: not null } slotCase || Measure(understander, slotCase, clock.Now) is not { } result)
            {
                await output.WriteLineAsync($"{cases}:{number}: not a case");
                return 2;
            }

            if (result.Ok) found++;
            score.Add(slotCase, result);
            await writer.WriteLineAsync(JsonSerializer.Serialize(result, _json).AsMemory(), cancellationToken);
        }

        await output.WriteLineAsync($"{found} of {number} values found");
        if (score.Count > 0) await output.WriteLineAsync(score.ToString());
        return 0;
    }

    internal static SlotCase? Parse(string line)
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

    /// <returns>Null when the type is none.</returns>
    internal static SlotResult? Measure(Understander understander, SlotCase slotCase, DateTimeOffset today)
    {
        if (!Enum.TryParse<SlotType>(slotCase.Type, ignoreCase: true, out var type)) return null;
        var now = DateTimeOffset.TryParse(slotCase.Reference, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var given) ? given : today;
        var heard = understander.Hear(new Utterance(slotCase.Text, slotCase.Lang is "en" ? "en" : "zh-Hans", DateOnly.FromDateTime(now.DateTime), now));
        var reading = understander.Parsers.Read(heard, new SlotSpec("slot", type, [], Choices(slotCase)));
        var found = reading as Reading.Found;
        var reason = reading switch { Reading.Wrong wrong => wrong.Reason, Reading.Nothing nothing => nothing.Reason, _ => null };
        var result = new SlotResult(slotCase.Id, found is not null, found?.Value.Value, null, null, found?.IsDoubtful ?? false, reason);
        if (type is not (SlotType.Date or SlotType.Time or SlotType.DateTime or SlotType.Period)) return result;
        var spots = Understanding.Slots.TimeText.Find(understander.Parsers.Times, heard, out _);
        if (spots.Count == 0) return result;
        var best = spots.MaxBy(spot => spot.Length);
        return result with { From = Iso(best.From), To = Iso(best.To) };
    }

    private static IReadOnlyList<SlotChoice> Choices(SlotCase slotCase) =>
        slotCase.Choices is { } choices ? [.. choices.Select(choice => new SlotChoice(choice.Id, choice.Label, choice.LabelEn, choice.Words ?? []))] : [];

    private static string Iso(DateTime moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}

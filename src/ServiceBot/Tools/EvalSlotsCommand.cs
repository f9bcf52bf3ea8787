using System.Globalization;
using System.Text.Json;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Understanding;

namespace ServiceBot.Tools;

/// <summary>
/// <c>eval slots --cases C.jsonl --out R.jsonl [--reference ISO]</c>: the slot parsers by themselves, without a dialog. A line of C is a <see cref="SlotCase"/> or a case
/// of <see cref="ForeignSlotCases"/>, one of R a <see cref="SlotResult"/>. A summary says what was right, for each type and by what went wrong, and what was passed over.
/// </summary>
internal sealed class EvalSlotsCommand(Understander understander, Platform.TownshipClock clock)
{
    public const string Usage = "eval slots --cases FILE --out FILE [--reference ISO]";

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <returns>0 when at least one case was read; 1 when the file has none; 2 for wrong arguments.</returns>
    public async Task<int> RunAsync(string[] arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (Arguments(arguments, clock.Now) is not { } given)
        {
            await output.WriteLineAsync(Usage);
            return 2;
        }

        await using var writer = new StreamWriter(given.Results);
        var score = new SlotScore();
        var (number, cases, found) = (0, 0, 0);
        await foreach (var line in File.ReadLinesAsync(given.Cases, cancellationToken))
        {
            number++;
            if (SlotCaseReader.Read(line, number) is not { } read) continue;
            if (read.Case is not { } slotCase)
            {
                score.Skip(read.Skipped!);
                continue;
            }

            var now = Now(slotCase, given.Now);
            var result = Measure(understander, slotCase, now);
            cases++;
            if (result.Ok || (slotCase.IsForeign && result.From is not null)) found++;
            score.Add(slotCase, result, now.DateTime);
            await writer.WriteLineAsync(JsonSerializer.Serialize(result, _json).AsMemory(), cancellationToken);
        }

        await output.WriteLineAsync($"{found} of {cases} values found");
        if (score.Count + score.Skipped > 0) await output.WriteLineAsync(score.ToString());
        return cases > 0 ? 0 : 1;
    }

    private static (string Cases, string Results, DateTimeOffset Now)? Arguments(string[] arguments, DateTimeOffset now)
    {
        if (arguments is not ["--cases", var cases, "--out", var results, .. var rest] || !File.Exists(cases)) return null;
        return rest switch
        {
            [] => (cases, results, now),
            ["--reference", var given] when Instant(given) is { } reference => (cases, results, reference),
            _ => null,
        };
    }

    internal static DateTimeOffset Now(SlotCase slotCase, DateTimeOffset today) => Instant(slotCase.Reference) ?? today;

    /// <summary>Without a zone it is the township's.</summary>
    private static DateTimeOffset? Instant(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var given) ? given : null;

    internal static SlotResult Measure(Understander understander, SlotCase slotCase, DateTimeOffset now)
    {
        var type = Enum.Parse<SlotType>(slotCase.Type, ignoreCase: true);
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

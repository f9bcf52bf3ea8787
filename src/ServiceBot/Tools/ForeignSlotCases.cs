using System.Globalization;
using System.Text.Json;

namespace ServiceBot.Tools;

/// <summary>
/// Two public collections of Chinese times and numbers, read as they are published.
/// JioNLP: <c>{"id","text","base","expected":{"type":"time_point|time_span","time":[from,to]}}</c>, the last second inclusive, <c>inf</c> for an open end.
/// duckling: <c>{"dim","text","norm":{"type":"value|interval|number",…}}</c>, said at the instant of its corpus.
/// </summary>
internal static class ForeignSlotCases
{
    /// <summary>"Now" of duckling's test corpus (Testing/Types.hs, testContext).</summary>
    private const string DucklingNow = "2013-02-12T04:30:00";
    private const string Open = "inf";

    /// <summary>Null when it is neither.</summary>
    public static SlotCaseLine? TryRead(JsonElement root, int number)
    {
        if (root.TryGetProperty("expected", out var expected) && expected.ValueKind == JsonValueKind.Object) return Jio(root, expected, number);
        return root.TryGetProperty("dim", out _) ? Duckling(root, number) : null;
    }

    private static SlotCaseLine Jio(JsonElement root, JsonElement expected, int number)
    {
        var kind = SlotCaseReader.Text(expected, "type") ?? "";
        if (kind == "time_delta") return new SlotCaseLine(null, "time_delta: a length of time is no slot");
        if (kind == "time_period") return new SlotCaseLine(null, "time_period: a recurring time is no slot");
        if (kind is not ("time_point" or "time_span")) return new SlotCaseLine(null, $"no kind '{kind}'");
        if (!expected.TryGetProperty("time", out var time) || time.ValueKind != JsonValueKind.Array || time.GetArrayLength() != 2) return new SlotCaseLine(null, $"{kind}: no two ends");
        if (!Base(root, out var reference)) return new SlotCaseLine(null, "base is no instant");
        var (from, to) = (Moment(time[0].GetString()), Moment(time[1].GetString()));
        if (from is null && to is null) return new SlotCaseLine(null, $"{kind}: no ends");
        return Span(root, number, kind, reference, from, to?.AddSeconds(to.Value.Second == 59 ? 1 : 0));
    }

    private static SlotCaseLine Duckling(JsonElement root, int number)
    {
        var kind = SlotCaseReader.Text(root, "dim") ?? "";
        if (kind == "Duration") return new SlotCaseLine(null, "Duration: a length of time is no slot");
        if (!root.TryGetProperty("norm", out var norm) || norm.ValueKind != JsonValueKind.Object) return new SlotCaseLine(null, $"{kind}: no value");
        var shape = SlotCaseReader.Text(norm, "type");
        var value = SlotCaseReader.Text(norm, "value");
        if (shape == "number" && decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount))
            return new SlotCaseLine(Case(root, number, kind, "number", null) with { Value = Understanding.Slots.NumberParser.Invariant(amount) }, null);
        if (shape == "interval" && Moment(SlotCaseReader.Text(norm, "start")) is { } start) return Span(root, number, kind, DucklingNow, start, Moment(SlotCaseReader.Text(norm, "end")));
        if (shape == "value" && Moment(value) is { } at) return Span(root, number, kind, DucklingNow, at, End(at, SlotCaseReader.Text(norm, "grain")));
        return new SlotCaseLine(null, $"{kind}: no slot type for '{shape}'");
    }

    private static SlotCaseLine Span(JsonElement root, int number, string kind, string? reference, DateTime? from, DateTime? to) =>
        new(Case(root, number, kind, "period", reference) with { From = Iso(from), To = Iso(to) }, null);

    private static SlotCase Case(JsonElement root, int number, string kind, string type, string? reference) =>
        new(SlotCaseReader.Text(root, "id") ?? $"row{SlotCaseReader.Text(root, "row") ?? number.ToString(CultureInfo.InvariantCulture)}", type, SlotCaseReader.Text(root, "text")!, "zh", reference) { Kind = kind, IsForeign = true };

    /// <summary>A moment in words, its parts in a row or by name; what is left out is the first of its kind. Null: said at any time.</summary>
    private static bool Base(JsonElement root, out string? reference)
    {
        reference = null;
        if (!root.TryGetProperty("base", out var value) || value.ValueKind == JsonValueKind.Null) return true;
        string[] names = ["year", "month", "day", "hour", "minute", "second"];
        var parts = new[] { 2021, 1, 1, 0, 0, 0 };
        if (value.ValueKind == JsonValueKind.Array)
            for (var at = 0; at < Math.Min(parts.Length, value.GetArrayLength()); at++) parts[at] = value[at].TryGetInt32(out var part) ? part : parts[at];
        else if (value.ValueKind == JsonValueKind.Object)
            for (var at = 0; at < parts.Length; at++) parts[at] = value.TryGetProperty(names[at], out var named) && named.TryGetInt32(out var part) ? part : parts[at];
        else
        {
            reference = value.ValueKind == JsonValueKind.String && Moment(value.GetString()) is { } moment ? Iso(moment) : null;
            return reference is not null;
        }

        if (parts[0] is < 1 or > 9000 || parts[1] is < 1 or > 12 || parts[2] < 1 || parts[2] > DateTime.DaysInMonth(parts[0], parts[1]) || parts[3] is < 0 or > 23 || parts[4] is < 0 or > 59 || parts[5] is < 0 or > 59) return false;
        reference = Iso(new DateTime(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]));
        return true;
    }

    private static DateTime? Moment(string? text) => text != Open && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null;

    private static DateTime End(DateTime at, string? grain) => grain switch
    {
        "Year" => at.AddYears(1),
        "Quarter" => at.AddMonths(3),
        "Month" => at.AddMonths(1),
        "Week" => at.AddDays(7),
        "Hour" => at.AddHours(1),
        "Minute" => at.AddMinutes(1),
        "Second" => at.AddSeconds(1),
        _ => at.AddDays(1),
    };

    /// <summary>Null: open.</summary>
    private static string? Iso(DateTime? moment) => moment?.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) ?? ForeignSpan.OpenEnd;
}

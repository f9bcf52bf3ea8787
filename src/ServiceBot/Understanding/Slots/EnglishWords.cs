using Microsoft.Recognizers.Text;
using Microsoft.Recognizers.Text.DateTime;
using Microsoft.Recognizers.Text.Number;
using ServiceBot.Understanding.Time;

namespace ServiceBot.Understanding.Slots;

/// <summary>English words for numbers and times, by the recognisers. They are slow to warm up, so only a text with Latin letters gets here.</summary>
internal static class EnglishWords
{
    private const int Longest = 200;

    public static decimal? Number(string text)
    {
        if (text.Length > Longest || !text.AsSpan().ContainsAnyInRange('a', 'z')) return null;
        var results = NumberRecognizer.RecognizeNumber(text, Culture.English);
        return results.Count == 1 && decimal.TryParse(results[0].Resolution["value"]?.ToString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
    }

    public static List<TimeSpot> Times(string text, DateTime now)
    {
        if (text.Length > Longest || !text.AsSpan().ContainsAnyInRange('a', 'z')) return [];
        var spots = new List<TimeSpot>();
        foreach (var result in DateTimeRecognizer.RecognizeDateTime(text, Culture.English, refTime: now))
            if (result.Resolution?["values"] is IList<Dictionary<string, string>> { Count: > 0 } values && Spot(result.TypeName, Likely(values), now) is { } spot)
                spots.Add(spot with { Start = result.Start, End = result.End + 1 });
        return spots;
    }

    /// <summary>The coming one of two days; the office's hour of two hours.</summary>
    private static Dictionary<string, string> Likely(IList<Dictionary<string, string>> values)
    {
        var isEarly = TimeOnly.TryParse(values[0].GetValueOrDefault("value"), System.Globalization.CultureInfo.InvariantCulture, out var first) && first.Hour > ClockReader.LatestBareAfternoon;
        return isEarly ? values[0] : values[^1];
    }

    private static TimeSpot? Spot(string type, Dictionary<string, string> value, DateTime now)
    {
        var kind = type[(type.LastIndexOf('.') + 1)..];
        if (kind.EndsWith("range", StringComparison.Ordinal))
            return Moment(value, "start") is { } start && Moment(value, "end") is { } end ? new TimeSpot(start, end, TimeGrain.Week, 0, 0) { HasDay = kind != "timerange", HasTime = kind != "daterange", IsRange = true } : null;
        if (kind == "time" && TimeOnly.TryParse(value.GetValueOrDefault("value"), System.Globalization.CultureInfo.InvariantCulture, out var time))
            return new TimeSpot(now.Date + time.ToTimeSpan(), now.Date + time.ToTimeSpan(), TimeGrain.Minute, 0, 0) { HasTime = true };
        if (Moment(value, "value") is not { } at) return null;
        return kind switch
        {
            "date" => new TimeSpot(at, at.AddDays(1), TimeGrain.Day, 0, 0) { HasDay = true },
            "datetime" => new TimeSpot(at, at.AddMinutes(1), TimeGrain.Minute, 0, 0) { HasDay = true, HasTime = true },
            _ => null,
        };
    }

    private static DateTime? Moment(Dictionary<string, string> value, string name) =>
        DateTime.TryParse(value.GetValueOrDefault(name), System.Globalization.CultureInfo.InvariantCulture, out var moment) ? moment : null;
}

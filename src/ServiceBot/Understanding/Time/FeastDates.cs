using System.Globalization;

namespace ServiceBot.Understanding.Time;

/// <summary>Feasts by either calendar, and solar terms.</summary>
internal sealed class FeastDates(TimeWords words)
{
    public bool TryRead(string text, int at, int? year, DateOnly origin, ref DaySpan span)
    {
        if (words.Terms.TryAt(text, at, out var degrees, out var end))
        {
            // A small cold said with a year is the one of its winter.
            span = DaySpan.OneDay(Moon.Term(degrees is 285 or 300 && year is not null ? year.Value + 1 : year ?? origin.Year, degrees), end);
            return true;
        }

        if (!words.Feasts.TryAt(text, at, out var rule, out end)) return false;
        var (day, last) = (FeastDay(rule, year ?? origin.Year), end);
        if (year is null && day < origin) day = FeastDay(rule, origin.Year + 1);
        if (day is null) return false;
        span = DaySpan.OneDay(day.Value, last);
        return true;
    }

    private static DateOnly? FeastDay(string rule, int year)
    {
        if (rule == "E0") return Moon.LastDay(year);
        var parts = rule.TrimStart('L').Split('-').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        if (rule[0] == 'L') return Moon.Day(year, parts[0], parts[1]);
        if (parts.Length == 2) return new DateOnly(year, parts[0], parts[1]);
        var first = new DateOnly(year, parts[0], 1);
        var weekday = first.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)first.DayOfWeek;
        return first.AddDays(((parts[2] - weekday + 7) % 7) + (7 * (parts[1] - 1)));
    }
}

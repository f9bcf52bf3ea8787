using System.Globalization;

namespace ServiceBot.Understanding.Time;

/// <summary>Feasts by either calendar, and solar terms.</summary>
internal sealed class FeastDates(TimeWords words, NumberWords numbers)
{
    /// <summary>A term that has just gone by is the one she means, an older one is the coming one.</summary>
    private const int LongAgo = 180;

    private static readonly UmAlQuraCalendar _hijri = new();

    public bool TryRead(string text, int at, int? year, DateOnly origin, ref DaySpan span)
    {
        if (words.Terms.TryAt(text, at, out var degrees, out var end))
        {
            // A small cold said with a year is the one of its winter.
            var term = Moon.Term(degrees is 285 or 300 && year is not null ? year.Value + 1 : year ?? origin.Year, degrees);
            span = DaySpan.OneDay(year is null && term < origin.AddDays(-LongAgo) ? Moon.Term(origin.Year + 1, degrees) : term, end);
            return true;
        }

        if (!words.Feasts.TryAt(text, at, out var rule, out end) && !(words.HolidayFeasts.TryAt(text, at, out rule, out end) && words.Holiday.TryAt(text, end, out _, out _))) return false;
        if (!words.Holiday.TryAt(text, end, out _, out _) && IsNumber(text, end)) return false;
        var (day, last) = (FeastDay(rule, year ?? origin.Year), end);
        if (year is null && day < origin) day = FeastDay(rule, origin.Year + 1);
        if (day is null) return false;
        span = DaySpan.OneDay(day.Value, last);
        return true;
    }

    /// <summary>"二月二" in "二月二十号" is none.</summary>
    private bool IsNumber(string text, int end) => numbers.IsDigit(text[end - 1]) && (words.Day.TryAt(text, end, out _, out _) || (end < text.Length && (numbers.IsDigit(text[end]) || numbers.IsUnit(text[end]))));

    private static DateOnly? FeastDay(string rule, int year)
    {
        if (rule == "E0") return Moon.LastDay(year);
        if (rule[0] == 'P') return Easter(year).AddDays(int.Parse(rule.AsSpan(1), CultureInfo.InvariantCulture));
        if (rule[0] == 'T') return Moon.Term(year, int.Parse(rule.AsSpan(1), CultureInfo.InvariantCulture));
        var parts = rule.TrimStart('L', 'H').Split('-').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        if (rule[0] == 'H') return Hijri(year, parts[0], parts[1]);
        if (rule[0] == 'L') return Moon.Day(year, parts[0], parts[1]);
        if (parts.Length == 2) return new DateOnly(year, parts[0], parts[1]);
        var first = new DateOnly(year, parts[0], 1);
        var weekday = first.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)first.DayOfWeek;
        return first.AddDays(((parts[2] - weekday + 7) % 7) + (7 * (parts[1] - 1)));
    }

    /// <summary>The first in a common year of a day of the Islamic year, which is eleven days shorter.</summary>
    private static DateOnly? Hijri(int year, int month, int day)
    {
        if (year is < 1901 or > 2076) return null;
        for (var hijri = _hijri.GetYear(new DateTime(year, 1, 1)); ; hijri++)
            if (DateOnly.FromDateTime(_hijri.ToDateTime(hijri, month, day, 0, 0, 0, 0)) is var found && found.Year >= year) return found.Year == year ? found : null;
    }

    /// <summary>By the Gregorian rule in Butcher's form (1876).</summary>
    private static DateOnly Easter(int year)
    {
        var (golden, century, rest) = (year % 19, year / 100, year % 100);
        var epact = ((19 * golden) + century - (century / 4) - ((century - ((century + 8) / 25) + 1) / 3) + 15) % 30;
        var sunday = (32 + (2 * (century % 4)) + (2 * (rest / 4)) - epact - (rest % 4)) % 7;
        var shift = (golden + (11 * epact) + (22 * sunday)) / 451;
        var day = epact + sunday - (7 * shift) + 114;
        return new DateOnly(year, day / 31, (day % 31) + 1);
    }
}

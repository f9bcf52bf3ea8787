using System.Globalization;

namespace ServiceBot.Understanding.Time;

/// <summary>Named parts of a year and of a month.</summary>
internal sealed class YearParts(TimeWords words, NumberWords numbers)
{
    /// <summary>上半年, 三季度, 年底, 年初.</summary>
    public bool OfYear(string text, int at, int year, bool named, ref DaySpan span)
    {
        if (words.HalfYear.TryAt(text, at, out var half, out var end)) return DaySpan.SetMonths(new DateOnly(year, (6 * half) - 5, 1), 6, TimeGrain.HalfYear, end, ref span);
        if (words.Seasons.TryAt(text, at, out var season, out end))
        {
            var months = season.Split('-');
            return DaySpan.SetMonths(new DateOnly(year, int.Parse(months[0], CultureInfo.InvariantCulture), 1), int.Parse(months[1], CultureInfo.InvariantCulture), TimeGrain.Quarter, end, ref span);
        }

        var start = at;
        words.Ordinal.Skip(text, ref start);
        if (numbers.TryWhole(text, start, out var quarter, out end) && quarter is >= 1 and <= 4 && words.Quarter.TryAt(text, end, out _, out end))
        {
            if (words.Ends.Skip(text, ref end)) return DaySpan.SetMonth(year, 3 * quarter, end, ref span);
            return DaySpan.SetMonths(new DateOnly(year, (3 * quarter) - 2, 1), 3, TimeGrain.Quarter, end, ref span);
        }

        end = at;
        // "年底", "今年底", "今年年底".
        if (!words.Year.Skip(text, ref end) && !named) return false;
        if (words.Ends.Skip(text, ref end)) return DaySpan.SetMonths(new DateOnly(year, 11, 1), 2, TimeGrain.Quarter, end, ref span);
        var isMoonDay = words.LunarDay.TryAt(text, end, out _, out var day) && numbers.TryWhole(text, day, out _, out _);
        return !isMoonDay && words.Begins.Skip(text, ref end) && DaySpan.SetMonths(new DateOnly(year, 1, 1), 2, TimeGrain.Quarter, end, ref span);
    }

    /// <summary>上旬, 上半月, 月初, 月中, 月底; the end of a month is its last day.</summary>
    public bool OfMonth(string text, int at, int year, int month, ref DaySpan span)
    {
        var first = new DateOnly(year, month, 1);
        if (words.Third.TryAt(text, at, out var third, out var end))
        {
            span = new DaySpan(first.AddDays(10 * (third - 1)), third == 3 ? first.AddMonths(1) : first.AddDays(10 * third), TimeGrain.Third, end);
            return true;
        }

        if (words.HalfMonth.TryAt(text, at, out var half, out end))
        {
            span = new DaySpan(first.AddDays(15 * (half - 1)), half == 1 ? first.AddDays(15) : first.AddMonths(1), TimeGrain.Third, end);
            return true;
        }

        if (words.Middle.TryAt(text, at, out _, out end) && (end == text.Length || !Words.IsHan(text[end])))
        {
            span = new DaySpan(first.AddDays(10), first.AddDays(20), TimeGrain.Third, end);
            return true;
        }

        if (words.Ends.TryAt(text, at, out _, out end))
        {
            var isSure = LastDay(text, ref end);
            span = DaySpan.OneDay(first.AddMonths(1).AddDays(-1), end) with { IsAbout = !isSure };
            return true;
        }

        if (!words.Begins.TryAt(text, at, out _, out end) || numbers.TryWhole(text, end, out _, out _)) return false;
        span = new DaySpan(first, first.AddDays(5), TimeGrain.Third, end);
        return true;
    }

    /// <summary>九十年代, 上世纪六十年代, 80年代.</summary>
    public bool Decade(string text, int at, ref DaySpan span)
    {
        var hasCentury = words.Centuries.TryAt(text, at, out var century, out var end);
        if (!numbers.TryWhole(text, end, out var years, out end) || years is < 10 or (> 90 and < 1900) or > 2090 || years % 10 != 0 || !words.Decade.TryAt(text, end, out _, out end)) return false;
        var first = new DateOnly((years > 90 ? 0 : hasCentury ? century : years > 20 ? 1900 : 2000) + years, 1, 1);
        span = new DaySpan(first, first.AddYears(10), TimeGrain.Year, end) { IsRange = true };
        return true;
    }

    /// <summary>"月底最后一天".</summary>
    private bool LastDay(string text, ref int end)
    {
        if (!words.Last.TryAt(text, end, out _, out var after) || !numbers.TryWhole(text, after, out var count, out after) || count != 1 || !words.Units.TryAt(text, after, out var unit, out after) || unit is not { Unit: 'd', Count: 1 }) return false;
        end = after;
        return true;
    }
}

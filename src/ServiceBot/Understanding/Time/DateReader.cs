namespace ServiceBot.Understanding.Time;

/// <summary>Reads one day, week, month or year at a place of a text. What is not said is taken from today, or from the start of a range.</summary>
internal sealed class DateReader(TimeWords words, NumberWords numbers)
{
    /// <summary>"1月5号" said in December is the coming one; a day of the moon's calendar is oftener a feast to come.</summary>
    private const int LongAgo = 300;
    private const int LongAgoByTheMoon = 180;
    private readonly SpanParts _parts = new(words, numbers);
    private readonly FeastDates _feasts = new(words, numbers);
    private readonly EnglishDates _english = new(words, numbers);
    private readonly WeekReader _weeks = new(words);
    private readonly YearParts _yearParts = new(words, numbers);

    /// <param name="today">Day that "tomorrow" counts from.</param>
    /// <param name="before">Start of a range: "3月5日到10日" ends in the same month.</param>
    public bool TryRead(string text, int at, DateOnly today, DateOnly? before, out DaySpan span)
    {
        span = default;
        return NumericDates.TryRead(text, at, before ?? today, IsBirth(text), ref span)
            || RelativeDay(text, at, today, ref span)
            || _weeks.TryRead(text, at, today, before, ref span)
            || _english.TryOfMonth(text, at, today, ref span)
            || Calendar(text, at, today, before, ref span)
            || _english.TryRead(text, at, today, ref span)
            || (_english.TryOrdinal(text, at, out var day, out var end) && DayOfMonth(before ?? today, day, before is not null, end, ref span));
    }

    private bool RelativeDay(string text, int at, DateOnly today, ref DaySpan span)
    {
        if (!words.Days.TryAt(text, at, out var offset, out var end)) return false;
        span = DaySpan.OneDay(today.AddDays(offset), end);
        return true;
    }

    /// <summary>Year, month and day in words, by the sun or by the moon; feasts and solar terms.</summary>
    private bool Calendar(string text, int at, DateOnly today, DateOnly? before, ref DaySpan span)
    {
        var origin = before ?? today;
        if (_feasts.TryRead(text, at, null, origin, ref span) || _yearParts.Decade(text, at, ref span)) return true;
        var (end, year, month, lunar, leap, unclear) = (at, (int?)null, (int?)null, false, false, false);
        words.Solar.Skip(text, ref end);
        lunar |= words.Lunar.Skip(text, ref end);
        if (words.Years.TryAt(text, end, out var offset, out var after))
        {
            if (words.SameDay.TryAt(text, after, out _, out var same))
            {
                span = DaySpan.OneDay(today.AddYears(offset), same);
                return true;
            }

            (year, end) = (today.Year + offset, after);
        }
        else if (words.Eras.TryAt(text, end, out var era, out after) && Number(text, after, words.Year, out var ofEra, out after) && ofEra is >= 1 and < 100) (year, end) = (era + ofEra, after);
        else if (Number(text, end, words.Year, out var named, out after) && (after - end > 2 || named >= 100) && DaySpan.FullYear(named, today, IsBirth(text)) is >= 1800 and <= 2200 and var full)
            (year, end, unclear) = (full, after, full > today.Year && DaySpan.IsUnclear(named, today));
        lunar |= words.Lunar.Skip(text, ref end);
        if (_feasts.TryRead(text, end, year, origin, ref span)) return true;
        if (year is not null && _yearParts.OfYear(text, end, year.Value, true, ref span)) return Counted(text, ref span);
        if (year is null && words.ThisQuarter.TryAt(text, end, out var quarter, out after))
        {
            var first = new DateOnly(today.Year, ((today.Month - 1) / 3 * 3) + 1, 1).AddMonths(3 * quarter);
            return words.Ends.Skip(text, ref after) ? DaySpan.SetMonths(first.AddMonths(2), 1, TimeGrain.Month, after, ref span) : DaySpan.SetMonths(first, 3, TimeGrain.Quarter, after, ref span);
        }

        if (year is null && _yearParts.OfYear(text, end, origin.Year, false, ref span)) return Counted(text, ref span);

        if (year is null && words.Months.TryAt(text, end, out var months, out after))
        {
            var first = new DateOnly(today.Year, today.Month, 1).AddMonths(months);
            (year, month, end) = (first.Year, first.Month, after);
        }
        else
        {
            leap = words.Leap.TryAt(text, end, out _, out after);
            lunar |= leap;
            if (leap) end = after;
            if (words.LunarMonths.TryAt(text, end, out var moonMonth, out after)) (month, lunar, end) = (moonMonth, true, after);
            else if (words.FirstMonth.TryAt(text, end, out _, out after)) (month, end) = (1, after);
            else if (Number(text, end, words.Month, out var number, out after))
            {
                if (number is < 1 or > 12) return DaySpan.Impossible(after, ref span);
                (month, end) = (number, after);
            }
            else if (year is null && words.Month.TryAt(text, end, out _, out after) && (words.Ends.TryAt(text, after, out _, out _) || words.Begins.TryAt(text, after, out _, out _) || words.Middle.TryAt(text, after, out _, out _)))
            {
                (month, end) = (origin.Month, after);
            }
            else if (year is null && words.HalfMonth.TryAt(text, end, out _, out _))
            {
                month = origin.Month;
            }
        }

        if (month is null && _parts.Several(text, end, words.Month, 12, out var firstMonth, out var lastMonth, out after))
        {
            DaySpan.SetMonths(new DateOnly(year ?? origin.Year, firstMonth, 1), lastMonth - firstMonth + 1, TimeGrain.Month, after, ref span);
            span = span with { IsRange = true };
            return true;
        }

        if (month is null && year is not null)
        {
            span = _parts.Of(text, new DaySpan(new DateOnly(year.Value, 1, 1), new DateOnly(year.Value + 1, 1, 1), TimeGrain.Year, end));
            return true;
        }

        if (month is { } whole && !lunar && _parts.Several(text, end, words.Day, DateTime.DaysInMonth(year ?? origin.Year, whole), out var firstDay, out var lastDay, out after))
        {
            var start = new DateOnly(year ?? origin.Year, whole, firstDay);
            span = new DaySpan(start, start.AddDays(lastDay - firstDay + 1), TimeGrain.Day, after) { IsRange = true };
            return true;
        }

        if (!Day(text, end, new MonthSpot(year, month, lunar, leap), origin, before is not null, ref span)) return false;
        span = span with { IsUnclearYear = unclear };
        return true;
    }

    private bool Day(string text, int at, MonthSpot spot, DateOnly origin, bool inRange, ref DaySpan span)
    {
        var (year, month, lunar, leap) = (spot.Year, spot.Month, spot.Lunar, spot.Leap);
        if (month is not null && !lunar && _yearParts.OfMonth(text, at, year ?? origin.Year, month.Value, ref span)) return true;
        var end = at;
        var begun = words.LunarDay.TryAt(text, end, out _, out var after);
        int? day = null;
        if (begun && numbers.TryWhole(text, after, out var number, out var last) && number is >= 1 and <= 10) (day, lunar, end) = (number, true, last);
        else if (numbers.TryWhole(text, end, out number, out last) && number is >= 1 and <= 99)
        {
            var unit = last;
            while (unit < text.Length && text[unit] == ' ') unit++;
            if (words.Day.TryAt(text, unit, out _, out after))
            {
                if (number > 31) return DaySpan.Impossible(after, ref span);
                (day, end) = (number, after);
            }
            else if (number > 31)
            {
                if (month is null) return false;
            }
            else if (!IsCount(text, last) && numbers.IsTwenty(text[at])) (day, lunar, end) = (number, true, last);
            else if (month is not null && !IsCount(text, last)) (day, end) = (number, last);
        }

        if (month is null && day is null) return false;
        if (day is null) return lunar ? SetMoonMonth(year ?? MoonYear(origin), month!.Value, leap, end, ref span) : DaySpan.SetMonth(year ?? origin.Year, month!.Value, end, ref span) && Counted(text, ref span);
        if (lunar)
        {
            var moon = Moon.Of(origin);
            if (Moon.Day(year ?? moon.Year, month ?? moon.Month, day.Value, leap) is not { } date) return DaySpan.Impossible(end, ref span);
            if (year is null && month is not null && date < origin.AddDays(-LongAgoByTheMoon)) date = Moon.Day(moon.Year + 1, month.Value, day.Value, leap) ?? date;
            span = DaySpan.OneDay(date, end);
            return true;
        }

        if (month is null) return DayOfMonth(origin, day.Value, inRange, end, ref span);
        var rolled = year is null && (inRange ? month < origin.Month : day <= 28 && new DateOnly(origin.Year, month.Value, day.Value) < origin.AddDays(-LongAgo)) ? 1 : 0;
        return DaySpan.Set((year ?? origin.Year) + rolled, month.Value, day.Value, end, ref span);
    }

    private bool Counted(string text, ref DaySpan span)
    {
        span = _parts.Of(text, span);
        return true;
    }

    /// <summary>"5号": this month's, or the next month's when it has passed.</summary>
    private static bool DayOfMonth(DateOnly origin, int day, bool inRange, int end, ref DaySpan span)
    {
        for (var month = new DateOnly(origin.Year, origin.Month, 1); month <= origin.AddMonths(3); month = month.AddMonths(1))
        {
            if (day > DateTime.DaysInMonth(month.Year, month.Month) || (month.AddDays(day - 1) < origin)) continue;
            span = DaySpan.OneDay(month.AddDays(day - 1), end);
            return true;
        }

        return !inRange && DaySpan.Impossible(end, ref span);
    }

    private bool Number(string text, int at, WordTable<int> unit, out int value, out int end)
    {
        if (!numbers.TryWhole(text, at, out value, out end)) return false;
        while (end < text.Length && text[end] == ' ') end++;
        return unit.TryAt(text, end, out _, out end);
    }

    /// <summary>A number that counts or tells an hour is no day: "三月十五个人", "三月九点".</summary>
    private bool IsCount(string text, int end) => words.HourMinute.TryAt(text, end, out _, out _) || words.Units.TryAt(text, end, out _, out _)
        || (end < text.Length && text[end] == ':');

    private bool IsBirth(string text) => Words.Contains(text, words.Born);

    private static int MoonYear(DateOnly day) => Moon.Of(day).Year;

    private static bool SetMoonMonth(int year, int month, bool leap, int end, ref DaySpan span)
    {
        if (Moon.Month(year, month, leap) is not { } found) return DaySpan.Impossible(end, ref span);
        span = new DaySpan(found.From, found.To, TimeGrain.Month, end);
        return true;
    }

    private readonly record struct MonthSpot(int? Year, int? Month, bool Lunar, bool Leap);
}

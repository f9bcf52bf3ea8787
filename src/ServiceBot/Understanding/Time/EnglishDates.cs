namespace ServiceBot.Understanding.Time;

/// <summary>Dates with the English names of months.</summary>
internal sealed class EnglishDates(TimeWords words, NumberWords numbers)
{
    /// <summary>"the second one" is no day of a month.</summary>
    private const int LatestOrder = 10;

    /// <summary>March 5, 5 March 2026, the 5th of March, 1 to 15 August, the first Monday of November.</summary>
    public bool TryRead(string text, int at, DateOnly today, ref DaySpan span)
    {
        if (Nth(text, at, today, ref span) || RelativeMonth(text, at, today, ref span)) return true;
        var (day, last, end) = (0, 0, at);
        if (words.EnglishMonths.TryAt(text, at, out var month, out var after))
        {
            end = after;
            Join(text, ref end);
            if (!Ordinal(text, end, out day, out var stop) || day > 31)
                return EnglishYear(text, ref end, today) is { } known ? DaySpan.SetMonth(known, month, end, ref span) : DaySpan.SetMonth(today.Year, month, after, ref span);
            end = stop;
            if (Until(text, end, out last, out stop)) end = stop;
        }
        else
        {
            if (!Ordinal(text, at, out day, out end)) return false;
            if (Until(text, end, out last, out var stop)) end = stop;
            Join(text, ref end);
            if (!words.EnglishMonths.TryAt(text, end, out month, out end)) return false;
        }

        var year = EnglishYear(text, ref end, today) ?? today.Year;
        if (!DaySpan.Set(year, month, day, end, ref span) || last <= day || last > DateTime.DaysInMonth(year, month) || span.IsImpossible) return true;
        span = span with { To = new DateOnly(year, month, last).AddDays(1), IsRange = true };
        return true;
    }

    /// <summary>"the 21st".</summary>
    public bool TryOrdinal(string text, int at, out int day, out int end) =>
        Ordinal(text, at, out day, out end) && day is >= 1 and <= 31 && (char.IsAsciiDigit(text[at]) || day > LatestOrder) && char.IsAsciiLetter(text[end - 1]) && Words.EndsThere(text, end);

    private bool Nth(string text, int at, DateOnly today, ref DaySpan span)
    {
        if (!words.EnglishNth.TryAt(text, at, out var nth, out var end)) return false;
        Join(text, ref end);
        if (!words.EnglishWeekdays.TryAt(text, end, out var weekday, out end)) return false;
        while (end < text.Length && text[end] == ' ') end++;
        if (end + 3 < text.Length && text.AsSpan(end).StartsWith("in ")) end += 3;
        Join(text, ref end);
        if (!words.EnglishMonths.TryAt(text, end, out var month, out end)) return false;
        var first = new DateOnly(EnglishYear(text, ref end, today) ?? today.Year, month, 1);
        var day = first.AddDays(((weekday % 7) - (int)first.DayOfWeek + 7) % 7);
        day = nth > 0 ? day.AddDays(7 * (nth - 1)) : day.AddDays(7 * ((DateTime.DaysInMonth(first.Year, month) - day.Day) / 7));
        if (day.Month != month) return DaySpan.Impossible(end, ref span);
        span = DaySpan.OneDay(day, end);
        return true;
    }

    /// <summary>"next month on the 5th", "the 5th of next month".</summary>
    public bool TryOfMonth(string text, int at, DateOnly today, ref DaySpan span)
    {
        int day;
        if (words.Months.TryAt(text, at, out var months, out var end) && text[at] is >= 'a' and <= 'z')
        {
            Join(text, ref end);
            if (!Ordinal(text, end, out day, out end)) return false;
        }
        else
        {
            if (!Ordinal(text, at, out day, out end)) return false;
            Join(text, ref end);
            if (!words.Months.TryAt(text, end, out months, out end)) return false;
        }

        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(months);
        return DaySpan.Set(first.Year, first.Month, day, end, ref span);
    }

    /// <summary>"last March", "next May": the nearest before or after this month.</summary>
    private bool RelativeMonth(string text, int at, DateOnly today, ref DaySpan span)
    {
        if (!words.Weeks.TryAt(text, at, out var sign, out var end) || !words.EnglishMonths.TryAt(text, end, out var month, out end)) return false;
        var year = today.Year + (sign < 0 && month >= today.Month ? -1 : sign > 0 && month <= today.Month ? 1 : 0);
        return DaySpan.SetMonth(year, month, end, ref span);
    }

    /// <summary>"1 to 15 August", "August 1-15", "between 1 and 15 August".</summary>
    private bool Until(string text, int at, out int last, out int end)
    {
        (last, end) = (0, at);
        return (words.Ranges.Skip(text, ref end) || words.RangeJoins.Skip(text, ref end)) && Ordinal(text, end, out last, out end);
    }

    private void Join(string text, ref int end)
    {
        while (words.EnglishJoins.Skip(text, ref end))
        {
        }
    }

    private int? EnglishYear(string text, ref int end, DateOnly today)
    {
        var at = end;
        Join(text, ref at);
        if (SpokenYear(text, at, out var year, out var last))
        {
            end = last;
            return year;
        }

        var isShort = at < text.Length && text[at] is '\'' or '\u2019';
        if (isShort) at++;
        if (!numbers.TryWhole(text, at, out year, out last) || last - at != (isShort ? 2 : 4)) return null;
        end = last;
        return DaySpan.FullYear(year, today);
    }

    /// <summary>Nineteen fifty nine, twenty twenty six, two thousand and eight.</summary>
    private bool SpokenYear(string text, int at, out int year, out int end)
    {
        if (!words.EnglishCenturies.TryAt(text, at, out year, out end)) return false;
        var rest = end;
        while (rest < text.Length && text[rest] is ' ' or '-') rest++;
        if (words.EnglishTens.TryAt(text, rest, out var tens, out var after))
        {
            (year, end) = (year + tens, after);
            if (after < text.Length && text[after] is ' ' or '-' && words.EnglishSmall.TryAt(text, after + 1, out var one, out after) && one < 10) (year, end) = (year + one, after);
            return true;
        }

        if (!words.EnglishSmall.TryAt(text, rest, out var small, out after)) return text[at..end].Contains(' ');
        (year, end) = (year + small, after);
        return true;
    }

    private bool Ordinal(string text, int at, out int day, out int end)
    {
        (day, end) = (0, at);
        if (at < text.Length && words.EnglishDayWords.TryAt(text, at, out day, out end)) return true;
        if (at >= text.Length || !char.IsAsciiDigit(text[at]) || !numbers.TryWhole(text, at, out day, out end) || end - at > 2) return false;
        foreach (var ordinal in words.EnglishOrdinals)
            if (string.CompareOrdinal(text, end, ordinal, 0, ordinal.Length) == 0) end += ordinal.Length;
        return true;
    }
}

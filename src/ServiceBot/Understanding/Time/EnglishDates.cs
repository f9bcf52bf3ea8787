namespace ServiceBot.Understanding.Time;

/// <summary>Dates with the English names of months.</summary>
internal sealed class EnglishDates(TimeWords words, NumberWords numbers)
{
    /// <summary>March 5, 5 March 2026, the 5th of March.</summary>
    public bool TryRead(string text, int at, DateOnly today, ref DaySpan span)
    {
        int day;
        var end = at;
        if (words.EnglishMonths.TryAt(text, at, out var month, out var after))
        {
            end = after;
            while (words.EnglishJoins.Skip(text, ref end))
            {
            }

            if (!Ordinal(text, end, out day, out var last) || day > 31) return DaySpan.SetMonth(EnglishYear(text, ref end, today) ?? today.Year, month, Math.Max(after, end), ref span);
            end = last;
        }
        else
        {
            if (!Ordinal(text, at, out day, out end)) return false;
            while (words.EnglishJoins.Skip(text, ref end))
            {
            }

            if (!words.EnglishMonths.TryAt(text, end, out month, out end)) return false;
        }

        return DaySpan.Set(EnglishYear(text, ref end, today) ?? today.Year, month, day, end, ref span);
    }

    private int? EnglishYear(string text, ref int end, DateOnly today)
    {
        var at = end;
        while (words.EnglishJoins.Skip(text, ref at))
        {
        }

        if (!numbers.TryWhole(text, at, out var year, out var last) || last - at != 4) return null;
        end = last;
        return DaySpan.FullYear(year, today);
    }

    private bool Ordinal(string text, int at, out int day, out int end)
    {
        (day, end) = (0, at);
        if (at >= text.Length || !char.IsAsciiDigit(text[at]) || !numbers.TryWhole(text, at, out day, out end) || end - at > 2) return false;
        foreach (var ordinal in words.EnglishOrdinals)
            if (string.CompareOrdinal(text, end, ordinal, 0, ordinal.Length) == 0) end += ordinal.Length;
        return true;
    }
}

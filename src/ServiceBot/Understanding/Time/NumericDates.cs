using System.Globalization;

namespace ServiceBot.Understanding.Time;

/// <summary>Dates in digits and signs alone.</summary>
internal static class NumericDates
{
    /// <summary>2026-03-05, 2026/3/5, 2026.3.5, 20260305, 2026-03, 3-5, 26.3.5, 3/5/2026.</summary>
    public static bool TryRead(string text, int at, DateOnly today, bool born, ref DaySpan span)
    {
        if (!char.IsAsciiDigit(text[at]) || (at > 0 && char.IsAsciiDigit(text[at - 1]))) return false;
        Span<int> values = stackalloc int[3];
        Span<int> lengths = stackalloc int[3];
        var (count, end, sign) = (0, at, '\0');
        while (count < 3 && end < text.Length && char.IsAsciiDigit(text[end]))
        {
            var start = end;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            lengths[count] = end - start;
            if (end - start > 8) return false;
            values[count++] = int.Parse(text.AsSpan(start, end - start), CultureInfo.InvariantCulture);
            if (end + 1 >= text.Length || text[end] is not ('-' or '/' or '.') || !char.IsAsciiDigit(text[end + 1]) || (sign != '\0' && text[end] != sign)) break;
            if (count == 3) break;
            sign = text[end];
            end++;
        }

        if (count > 0 && end < text.Length && !char.IsAsciiDigit(text[end]) && text[end - 1] is '-' or '/' or '.') end--;
        if (count == 1 && lengths[0] == 8) return DaySpan.Set(values[0] / 10000, values[0] / 100 % 100, values[0] % 100, end, ref span);
        if (count == 3 && lengths[0] == 4) return DaySpan.Set(values[0], values[1], values[2], end, ref span);
        if (count == 3 && sign is '.' or '-' && lengths[0] == 2 && lengths[2] <= 2 && values[1] <= 12) return DaySpan.Set(DaySpan.FullYear(values[0], today, born), values[1], values[2], end, ref span);
        if (count == 3 && sign == '/') return DaySpan.Set(lengths[2] == 4 ? values[2] : DaySpan.FullYear(values[2], today, born), values[0], values[1], end, ref span);
        if (count == 2 && lengths[0] == 4 && values[1] is >= 1 and <= 12) return DaySpan.SetMonth(values[0], values[1], end, ref span);
        if (count == 2 && sign != '.' && lengths[0] <= 2 && lengths[1] <= 2) return DaySpan.Set(today.Year, values[0], values[1], end, ref span);
        return false;
    }
}

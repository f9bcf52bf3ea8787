namespace ServiceBot.Understanding.Time;

/// <summary>Counted parts of a year or a month: 第二周, 第一个星期一, 第十天, 前五天, 最后两个月; and 2到4月, 5-10日.</summary>
internal sealed class SpanParts(TimeWords words, NumberWords numbers)
{
    /// <summary>The part that follows, or the whole.</summary>
    public DaySpan Of(string text, DaySpan whole)
    {
        var at = whole.End;
        if (at >= text.Length) return whole;
        words.Link.Skip(text, ref at);
        if (words.Ordinal.TryAt(text, at, out _, out var end)) return Nth(text, whole, end) ?? whole;
        var isFirst = words.First.TryAt(text, at, out _, out end);
        if (!isFirst && !words.Last.TryAt(text, at, out _, out end)) return whole;
        if (!numbers.TryWhole(text, end, out var count, out end) || count is < 1 or > 366) return whole;
        if (count == 1 && words.Week.TryAt(text, end, out _, out var week) && words.Weekdays.TryAt(text, week, out var weekday, out week))
        {
            var start = isFirst ? whole.From : whole.To.AddDays(-7);
            return DaySpan.OneDay(start.AddDays(((weekday % 7) - (int)start.DayOfWeek + 7) % 7), week);
        }

        if (!words.Units.TryAt(text, end, out var unit, out end) || unit.Unit == 's') return whole;
        if (isFirst) return Bounded(whole with { To = Added(whole.From, unit, count), End = end, IsRange = true }, whole);
        return Bounded(whole with { From = Added(whole.To, unit, -count), End = end, IsRange = true }, whole);
    }

    /// <summary>Two numbers with one unit.</summary>
    public bool Several(string text, int at, WordTable<int> unit, int most, out int first, out int last, out int end)
    {
        (first, last, end) = (0, 0, at);
        if (at >= text.Length || !numbers.TryWhole(text, at, out first, out end)) return false;
        while (end < text.Length && text[end] == ' ') end++;
        if (!words.Ranges.Skip(text, ref end) || end >= text.Length || !numbers.TryWhole(text, end, out last, out end)) return false;
        return unit.TryAt(text, end, out _, out end) && first >= 1 && first < last && last <= most && (unit == words.Day || !numbers.TryWhole(text, end, out _, out _));
    }

    /// <summary>The first week is the first that begins in the span.</summary>
    private DaySpan? Nth(string text, DaySpan whole, int at)
    {
        if (!numbers.TryWhole(text, at, out var number, out var end) || number is < 1 or > 366) return null;
        if (words.Units.TryAt(text, end, out var unit, out var after) && unit is { Unit: 'd', Count: 1 })
        {
            var day = whole.From.AddDays(number - 1);
            return day < whole.To ? DaySpan.OneDay(day, after) : null;
        }

        if (!words.Week.TryAt(text, end, out _, out after)) return null;
        var monday = whole.From.AddDays((8 - (int)whole.From.DayOfWeek) % 7).AddDays(7 * (number - 1));
        if (!words.Weekdays.TryAt(text, after, out var weekday, out var last)) return monday < whole.To ? new DaySpan(monday, monday.AddDays(7), TimeGrain.Week, after) : null;
        var first = whole.From.AddDays(((weekday % 7) - (int)whole.From.DayOfWeek + 7) % 7).AddDays(7 * (number - 1));
        return first < whole.To ? DaySpan.OneDay(first, last) : null;
    }

    private static DaySpan Bounded(DaySpan part, DaySpan whole)
    {
        if (part.From < whole.From || part.To > whole.To) return whole;
        return part.From.AddDays(1) == part.To ? DaySpan.OneDay(part.From, part.End) : part;
    }

    private static DateOnly Added(DateOnly day, Length unit, int count) => unit.Unit == 'm' ? day.AddMonths(unit.Count * count) : day.AddDays(unit.Count * count);
}

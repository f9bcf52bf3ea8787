namespace ServiceBot.Understanding.Time;

/// <summary>Weeks and their days. A week begins on Monday.</summary>
internal sealed class WeekReader(TimeWords words)
{
    /// <summary>下周三, 这周五, 周日, 下周, 周末, Friday next week; a bare weekday is the next one, at the end of a range the next after its start.</summary>
    public bool TryRead(string text, int at, DateOnly today, DateOnly? before, ref DaySpan span)
    {
        var (end, offset, relative) = (at, 0, false);
        if (words.Weeks.TryAt(text, at, out var weeks, out var after)) (end, offset, relative) = (after, weeks, true);
        if (words.EnglishWeekdays.TryAt(text, end, out var day, out var named))
        {
            end = named;
            if (!relative && WeekAfter(text, end, out weeks, out after)) (end, offset, relative) = (after, weeks, true);
        }
        else if (!words.Week.TryAt(text, end, out _, out end)) return false;
        else if (words.Weekend.TryAt(text, end, out _, out var weekend))
        {
            var saturday = Monday(today).AddDays((7 * offset) + 5);
            span = new DaySpan(saturday, saturday.AddDays(2), TimeGrain.Week, weekend);
            return true;
        }
        else if (words.Weekdays.TryAt(text, end, out day, out named) && !IsCount(text, named)) end = named;
        else
        {
            if (!relative) return false;
            span = new DaySpan(Monday(today).AddDays(7 * offset), Monday(today).AddDays((7 * offset) + 7), TimeGrain.Week, end);
            return true;
        }

        if (!relative && words.WeekLater.TryAt(text, end, out _, out after)) (end, offset) = (after, 1);
        var origin = relative ? today : before ?? today;
        var date = Monday(origin).AddDays((7 * offset) + day - 1);
        if (!relative && (offset == 0 ? date : date.AddDays(-7)) < origin) date = date.AddDays(7);
        span = DaySpan.OneDay(date, end);
        if (IsPair(text, end, day)) span = span with { To = date.AddDays(2), End = end + 1, IsRange = true };
        return true;
    }

    /// <summary>"Friday next week", "Monday of this week".</summary>
    private bool WeekAfter(string text, int at, out int weeks, out int end)
    {
        while (words.EnglishJoins.Skip(text, ref at))
        {
        }

        end = at;
        return words.Weeks.TryAt(text, at, out weeks, out var after) && words.Week.TryAt(text, after, out _, out end);
    }

    /// <summary>"下周三四": either of two days.</summary>
    private bool IsPair(string text, int at, int day) => at < text.Length && Words.IsHan(text[at]) && words.Weekdays.TryAt(text, at, out var next, out var end) && next == day + 1
        && !IsCount(text, end) && !words.Day.TryAt(text, end, out _, out _) && !words.Month.TryAt(text, end, out _, out _);

    /// <summary>"周三点" would be an hour.</summary>
    private bool IsCount(string text, int end) => words.HourMinute.TryAt(text, end, out _, out _) || words.Units.TryAt(text, end, out _, out _)
        || (end < text.Length && text[end] == ':');

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}

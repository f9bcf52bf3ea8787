using ServiceBot.Domain.Calendar;

namespace ServiceBot.Understanding.Time;

/// <summary>Lengths of time: 三天, 半年, 一个半小时, 三个多月, 一年零三个月, 36天5小时, 15个工作日.</summary>
internal sealed class LengthReader(TimeWords words, AmountReader amounts, WorkingCalendar calendar)
{
    private const int MostDays = 5_000;
    private const int MostMonths = 1_200;
    private const int MostSeconds = 5_000_000;
    private const int MostWorkingDays = 500;
    private static readonly Length WorkingDay = new(1, 'w');

    public bool TryRead(string text, int at, out SpokenLength length, out int end)
    {
        if (!One(text, at, out length, out end)) return false;
        // A finer unit goes on where a coarser one stopped.
        for (var last = length; last.Unit.Unit is 'm' or 'd' or 's'; )
        {
            var next = end;
            words.LengthJoins.Skip(text, ref next);
            if (!One(text, next, out var more, out next) || Fineness(more.Unit) >= Fineness(last.Unit)) break;
            length = more.Unit.Unit switch
            {
                'm' => length with { MoreMonths = (int)(more.Count * more.Unit.Count) },
                'd' => length with { MoreDays = length.MoreDays + (int)(more.Count * more.Unit.Count) },
                _ => length with { MoreSeconds = length.MoreSeconds + (int)(more.Count * more.Unit.Count) },
            };
            (last, end) = (more, next);
        }

        return true;
    }

    /// <summary>Half a month is fifteen days.</summary>
    public DateOnly Added(DateOnly day, SpokenLength length, int sign)
    {
        var total = sign * length.Count * length.Unit.Count;
        if (length.Unit.Unit == 'w') return Worked(day, (int)total);
        if (length.Unit.Unit == 'd') return day.AddDays((int)total + (sign * length.MoreDays));
        var months = (int)decimal.Truncate(total);
        return day.AddMonths(months + (sign * length.MoreMonths)).AddDays((total == months ? 0 : 15 * Math.Sign(total)) + (sign * length.MoreDays));
    }

    /// <summary>For lengths with hours or less.</summary>
    public DateTime Added(DateTime moment, SpokenLength length, int sign)
    {
        if (length.Unit.Unit == 's') return moment.AddSeconds((double)(sign * ((length.Count * length.Unit.Count) + length.MoreSeconds)));
        return Added(DateOnly.FromDateTime(moment), length, sign).ToDateTime(TimeOnly.FromDateTime(moment)).AddSeconds(sign * length.MoreSeconds);
    }

    /// <summary>In seconds, no working days.</summary>
    private static long Fineness(Length unit) => unit.Count * (unit.Unit switch { 'm' => 2_592_000L, 'd' => 86_400L, 's' => 1L, _ => long.MaxValue / unit.Count });

    private bool One(string text, int at, out SpokenLength length, out int end)
    {
        var (count, about) = (0.5m, false);
        length = default;
        var half = words.Half.TryAt(text, at, out _, out end);
        if (!half)
        {
            if (words.EnglishCounts.TryAt(text, at, out var word, out end)) count = word;
            else if (amounts.TryRead(text, at, out var amount) && !amount.IsVague) (count, end, about) = (amount.Value, amount.End, amount.IsAbout);
            else return false;
        }

        while (end < text.Length && text[end] == ' ') end++;
        if (words.NotUnits.TryAt(text, end, out _, out var working))
        {
            (length, end) = (new SpokenLength(count, WorkingDay, about), working);
            while (end < text.Length && text[end] == ' ') end++;
            return count is > 0 and <= MostWorkingDays && count == decimal.Truncate(count);
        }

        var halfMore = !half && end < text.Length && CountedHalf(text, ref end);
        about |= MoreThan(text, ref end);
        if (!words.Units.TryAt(text, end, out var unit, out end)) return false;
        if (!half && !halfMore && words.Half.Skip(text, ref end)) halfMore = true;
        if (halfMore) count += 0.5m;
        about |= Loosely(text, ref end);
        while (end < text.Length && text[end] == ' ') end++;
        length = new SpokenLength(count, unit, about);
        return count <= MostSeconds && count * unit.Count <= (unit.Unit switch { 'd' => MostDays, 'm' => MostMonths, _ => MostSeconds });
    }

    /// <summary>"三个多月": the word stands inside the unit.</summary>
    private bool MoreThan(string text, ref int end)
    {
        if (!words.Counter.TryAt(text, end, out _, out var after) || !words.About.TryAt(text, after, out _, out after) || !words.Units.TryAt(text, after, out _, out _)) return false;
        end = after;
        return true;
    }

    /// <summary>"一个半小时": the half stands before the unit.</summary>
    private bool CountedHalf(string text, ref int end)
    {
        for (var skip = 0; skip <= 1; skip++)
        {
            if (!words.Half.TryAt(text, end + skip, out _, out var after) || !words.Units.TryAt(text, after, out _, out _)) continue;
            end = after;
            return true;
        }

        return false;
    }

    /// <summary>"三年多以来": the word stands after the unit. Not where the length ends the sentence, for then it says "more than".</summary>
    private bool Loosely(string text, ref int end)
    {
        if (!words.About.TryAt(text, end, out _, out var after)) return false;
        if (!words.After.TryAt(text, after, out _, out _) && !words.Before.TryAt(text, after, out _, out _) && !words.Within.TryAt(text, after, out _, out _) && !words.SoFar.TryAt(text, after, out _, out _)) return false;
        end = after;
        return true;
    }

    private DateOnly Worked(DateOnly day, int count)
    {
        if (count >= 0) return calendar.AddWorkingDays(day, count).Day;
        while (count < 0)
        {
            day = day.AddDays(-1);
            if (calendar.IsWork(day)) count++;
        }

        return day;
    }
}

/// <param name="Unit">Days, months, seconds, or <c>w</c> for working days.</param>
internal readonly record struct SpokenLength(decimal Count, Length Unit, bool IsAbout)
{
    public int MoreMonths { get; init; }

    public int MoreDays { get; init; }

    public int MoreSeconds { get; init; }

    public bool HasTime => Unit.Unit == 's' || MoreSeconds > 0;

    public bool IsCompound => MoreMonths > 0 || MoreDays > 0;
}

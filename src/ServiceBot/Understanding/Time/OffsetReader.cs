namespace ServiceBot.Understanding.Time;

/// <summary>Lengths counted from now: 三天后, 两周前, 半小时后; and stretches that touch now: 前两周, 未来三个月, 三天内.</summary>
internal sealed class OffsetReader(TimeWords words, NumberWords numbers)
{
    private const int MostDays = 5_000;
    private const int MostMonths = 1_200;
    private const int MostSeconds = 5_000_000;

    public bool TryRead(string text, int at, DateTime now, out TimeSpot spot)
    {
        spot = default;
        if (!Amount(text, at, out var count, out var unit, out var end)) return false;
        if (words.Within.TryAt(text, end, out _, out var last)) spot = Window(now, unit, count, at, last, fromToday: true);
        else if (words.SoFar.TryAt(text, end, out _, out last)) spot = Window(now, unit, -count, at, last, fromToday: true);
        else if (words.After.TryAt(text, end, out _, out last)) spot = Moved(now, unit, count, at, last);
        else if (words.Before.TryAt(text, end, out _, out last)) spot = Moved(now, unit, -count, at, last);
        else return false;
        return true;
    }

    /// <summary>Read after days and weeks: "前天", "上周" and "下个月" are those.</summary>
    public bool TryReadWindow(string text, int at, DateTime now, out TimeSpot spot)
    {
        spot = default;
        var isPast = words.Past.TryAt(text, at, out _, out var end);
        if (!isPast && !words.Future.TryAt(text, at, out _, out end)) return false;
        if (!Amount(text, end, out var count, out var unit, out var last)) return false;
        words.Within.Skip(text, ref last);
        spot = Window(now, unit, isPast ? -count : count, at, last, fromToday: end - at > 1);
        return true;
    }

    private bool Amount(string text, int at, out decimal count, out Length unit, out int end)
    {
        (count, unit) = (0.5m, default);
        var half = words.Half.TryAt(text, at, out _, out end);
        if (!half && !numbers.TryRead(text, at, out count, out end)) return false;
        while (end < text.Length && text[end] == ' ') end++;
        if (words.NotUnits.TryAt(text, end, out _, out _)) return false;
        var halfMore = !half && end < text.Length && CountedHalf(text, ref end);
        var counter = end;
        if (words.Counter.Skip(text, ref counter) && words.NotUnits.TryAt(text, counter, out _, out _)) return false;
        if (!words.Units.TryAt(text, end, out unit, out end)) return false;
        if (!half && !halfMore && words.Half.Skip(text, ref end)) halfMore = true;
        if (halfMore) count += 0.5m;
        while (end < text.Length && text[end] == ' ') end++;
        return count <= MostSeconds && count * unit.Count <= (unit.Unit switch { 'd' => MostDays, 'm' => MostMonths, _ => MostSeconds });
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

    private static TimeSpot Moved(DateTime now, Length unit, decimal count, int start, int end)
    {
        if (unit.Unit == 's')
        {
            var at = now.AddSeconds((double)(count * unit.Count));
            return new TimeSpot(at, at.AddSeconds(unit.Count), TimeGrain.Minute, start, end) { HasDay = true, HasTime = true };
        }

        var date = Added(DateOnly.FromDateTime(now), unit, count);
        return new TimeSpot(date.ToDateTime(default), date.AddDays(1).ToDateTime(default), TimeGrain.Day, start, end) { HasDay = true };
    }

    /// <param name="fromToday">True for "过去三天", which ends now; false for "前三天", which ends before today. Weeks of the second kind are whole ones.</param>
    private static TimeSpot Window(DateTime now, Length unit, decimal count, int start, int end, bool fromToday)
    {
        var today = DateOnly.FromDateTime(now);
        if (unit.Unit == 's')
        {
            var then = now.AddSeconds((double)(count * unit.Count));
            return new TimeSpot(count < 0 ? then : now, count < 0 ? now : then, TimeGrain.Minute, start, end) { HasDay = true, HasTime = true, IsRange = true };
        }

        var near = today;
        if (!fromToday && unit is { Unit: 'd', Count: 7 }) near = today.AddDays(-(((int)today.DayOfWeek + 6) % 7) + (count < 0 ? 0 : 7));
        else if (!fromToday && count > 0) near = today.AddDays(1);
        var far = Added(near, unit, count);
        var (from, to) = count < 0
            ? (far.ToDateTime(default), fromToday ? now : near.ToDateTime(default))
            : (near.ToDateTime(default), far.ToDateTime(default));
        return new TimeSpot(from, to, TimeGrain.Day, start, end) { HasDay = true, IsRange = true };
    }

    /// <summary>Half a month is fifteen days.</summary>
    private static DateOnly Added(DateOnly day, Length unit, decimal count)
    {
        var total = count * unit.Count;
        if (unit.Unit == 'd') return day.AddDays((int)total);
        var months = (int)decimal.Truncate(total);
        return day.AddMonths(months).AddDays(total == months ? 0 : 15 * Math.Sign(total));
    }
}

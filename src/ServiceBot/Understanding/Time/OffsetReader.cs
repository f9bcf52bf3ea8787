using ServiceBot.Domain.Calendar;

namespace ServiceBot.Understanding.Time;

/// <summary>
/// Lengths counted from now: 三天后, 再过一个礼拜, 5个工作日后; stretches that touch now: 前两周, 未来三个月, 15个工作日内; and lengths counted from a named day: 国庆节前一天.
/// </summary>
internal sealed class OffsetReader(TimeWords words, NumberWords numbers, AmountReader amounts, WorkingCalendar calendar)
{
    private readonly LengthReader _lengths = new(words, amounts, calendar);

    public bool TryRead(string text, int at, DateTime now, out TimeSpot spot)
    {
        spot = default;
        if (words.PassingVague.TryAt(text, at, out var days, out var end))
        {
            spot = new TimeSpot(now.Date.AddDays(days), DateTime.MaxValue, TimeGrain.Day, at, end) { HasDay = true, IsRange = true };
            return true;
        }

        var start = at;
        var isPassing = words.Passing.Skip(text, ref start);
        if (!_lengths.TryRead(text, start, out var length, out end)) return false;
        if (isPassing)
        {
            words.After.Skip(text, ref end);
            spot = Moved(now, length, 1, at, end);
        }
        else if (words.Within.TryAt(text, end, out _, out var last)) spot = Window(now, length, 1, at, last, fromToday: true);
        else if (words.SoFar.TryAt(text, end, out _, out last)) spot = Begun(Window(now, length, -1, at, last, fromToday: true), length);
        else if (words.After.TryAt(text, end, out _, out last)) spot = SameDay(text, now, length, 1, Moved(now, length, 1, at, last)) with { IsOpen = words.Onward.TryAt(text, end, out _, out _) };
        else if (words.Before.TryAt(text, end, out _, out last)) spot = SameDay(text, now, length, -1, Moved(now, length, -1, at, last));
        else return false;
        return true;
    }

    /// <summary>"2026年1月1日起三年": the length counted from the start that was named.</summary>
    public bool TryReadFrom(string text, int at, TimeSpot start, out TimeSpot spot)
    {
        spot = start;
        if (!_lengths.TryRead(text, at, out var length, out var end) || !start.HasDay || length.Unit.Unit == 's') return false;
        words.Within.Skip(text, ref end);
        spot = start with { To = _lengths.Added(DateOnly.FromDateTime(start.From), length, 1).ToDateTime(default), End = end, IsRange = true };
        return true;
    }

    /// <summary>So long ago nobody knows the day: "三年多以来" began with a year, "三个多月以来" and "三年半以来" with a month.</summary>
    private static TimeSpot Begun(TimeSpot spot, SpokenLength length)
    {
        if (length.Unit.Unit != 'm' || (!length.IsAbout && (length.Unit.Count == 1 || length.Count == decimal.Truncate(length.Count)))) return spot;
        return spot with { From = new DateTime(spot.From.Year, length.Unit.Count == 12 && length.IsAbout ? 1 : spot.From.Month, 1) };
    }

    /// <summary>"三年前的今天" is a day, "三年前" is none.</summary>
    private TimeSpot SameDay(string text, DateTime now, SpokenLength length, int sign, TimeSpot spot)
    {
        if (length.Unit.Unit == 's' || !words.SameDay.TryAt(text, spot.End, out _, out var end)) return spot;
        var day = _lengths.Added(DateOnly.FromDateTime(now), length, sign).ToDateTime(default);
        return spot with { From = day, To = day.AddDays(1), Grain = TimeGrain.Day, End = end };
    }

    /// <summary>Read after days and weeks: "前天", "上周" and "下个月" are those.</summary>
    public bool TryReadWindow(string text, int at, DateTime now, out TimeSpot spot)
    {
        spot = default;
        var isPast = words.Past.TryAt(text, at, out _, out var end);
        if (!isPast && !words.Future.TryAt(text, at, out _, out end)) return false;
        var isWhole = words.Whole.TryAt(text, at, out _, out var whole) && whole == end;
        if (!_lengths.TryRead(text, end, out var length, out var last)) return false;
        words.Within.Skip(text, ref last);
        if (isPast && isWhole && length is { Unit: { Unit: 'm', Count: 3 }, Count: <= 4 })
        {
            // "前三季度" are those of the year.
            var year = new DateTime(now.Year, 1, 1);
            spot = new TimeSpot(year, year.AddMonths(3 * (int)length.Count), TimeGrain.Quarter, at, last) { HasDay = true, IsRange = true };
            return true;
        }

        spot = Window(now, length, isPast ? -1 : 1, at, last, fromToday: !isWhole);
        return true;
    }

    /// <summary>"国庆节前一天", "春节后第三天", "春节第二天", "中秋节后的星期一": the day before or after the one that was named, moved by what follows.</summary>
    public bool TryMove(string text, DaySpan day, out DaySpan moved)
    {
        moved = day;
        var at = day.End;
        words.Link.Skip(text, ref at);
        if (words.DayTails.TryAt(text, at, out var tail, out var end) || NthDay(text, at, out tail, out end))
        {
            moved = DaySpan.OneDay(day.From.AddDays(tail), end);
            return true;
        }

        var isAfter = words.After.TryAt(text, at, out _, out end);
        if (!isAfter && !words.Before.TryAt(text, at, out _, out end)) return false;
        if (Weekday(text, end, day.From, isAfter, out moved)) return true;
        words.Ordinal.Skip(text, ref end);
        if (!_lengths.TryRead(text, end, out var length, out end) || length.Unit.Unit == 's') return false;
        moved = DaySpan.OneDay(_lengths.Added(day.From, length, isAfter ? 1 : -1), end);
        return true;
    }

    /// <summary>"春节第二天": the feast is the first.</summary>
    private bool NthDay(string text, int at, out int days, out int end)
    {
        days = 0;
        if (!words.Ordinal.TryAt(text, at, out _, out end) || !numbers.TryWhole(text, end, out days, out end) || !words.Units.TryAt(text, end, out var unit, out end)) return false;
        return unit is { Unit: 'd', Count: 1 } && --days is >= 0 and <= 60;
    }

    /// <summary>后的星期一, 后第二个周五.</summary>
    private bool Weekday(string text, int at, DateOnly day, bool isAfter, out DaySpan moved)
    {
        moved = default;
        words.Link.Skip(text, ref at);
        var nth = 1;
        if (words.Ordinal.TryAt(text, at, out _, out var end) && numbers.TryWhole(text, end, out var number, out end) && number is >= 1 and <= 10) (nth, at) = (number, end);
        if (!words.Week.TryAt(text, at, out _, out at) || !words.Weekdays.TryAt(text, at, out var weekday, out at)) return false;
        var ahead = ((weekday % 7) - (int)day.DayOfWeek + 7) % 7;
        moved = DaySpan.OneDay(day.AddDays(isAfter ? (ahead == 0 ? 7 : ahead) + (7 * (nth - 1)) : (ahead == 0 ? 0 : ahead) - (7 * nth)), at);
        return true;
    }

    /// <summary>"国庆假期": all the days off in a row around the day that was named.</summary>
    public bool TryHoliday(string text, DaySpan day, out DaySpan holiday)
    {
        holiday = day;
        if (!words.Holiday.TryAt(text, day.End, out _, out var end)) return false;
        var (from, to) = (day.From, day.From);
        while (!calendar.IsWork(from.AddDays(-1))) from = from.AddDays(-1);
        while (!calendar.IsWork(to)) to = to.AddDays(1);
        if (to == from) to = from.AddDays(1);
        holiday = new DaySpan(from, to, TimeGrain.Day, end) { IsRange = true };
        return true;
    }

    /// <summary>"two days before …", "the day after …": how many days lie between it and the day that is named next.</summary>
    public bool TryBeside(string text, int at, out int days, out int end)
    {
        if (words.DayBeside.TryAt(text, at, out days, out end)) return true;
        if (!_lengths.TryRead(text, at, out var length, out end) || length.Unit.Unit != 'd' || !words.Beside.TryAt(text, end, out var sign, out end)) return false;
        days = (sign < 0 ? -1 : 1) * (int)(length.Count * length.Unit.Count);
        return days % Math.Abs(sign) == 0;
    }

    private TimeSpot Moved(DateTime now, SpokenLength length, int sign, int start, int end)
    {
        var unit = length.Unit;
        if (length.HasTime)
        {
            var at = _lengths.Added(now, length, sign);
            return new TimeSpot(at, at.AddSeconds(unit.Unit == 's' ? unit.Count : 60), TimeGrain.Minute, start, end) { HasDay = true, HasTime = true, IsAbout = length.IsAbout };
        }

        var date = _lengths.Added(DateOnly.FromDateTime(now), length, sign);
        // "三年多以前" names a year at most; "三年后", "半年后", "三个多月后" a month.
        if (unit is { Unit: 'm', Count: 12 } && length.IsAbout) return new TimeSpot(new DateTime(date.Year, 1, 1), new DateTime(date.Year + 1, 1, 1), TimeGrain.Year, start, end) { HasDay = true, IsAbout = true };
        if (unit is { Unit: 'm', Count: > 1 } && !length.IsCompound || unit.Unit == 'm' && length.IsAbout) return new TimeSpot(new DateTime(date.Year, date.Month, 1), new DateTime(date.Year, date.Month, 1).AddMonths(1), TimeGrain.Month, start, end) { HasDay = true, IsAbout = length.IsAbout };
        // Counted in weeks it is that week, from the same weekday on.
        var last = date.AddDays(unit is { Unit: 'd', Count: 7 } ? 7 : 1);
        return new TimeSpot(date.ToDateTime(default), last.ToDateTime(default), TimeGrain.Day, start, end) { HasDay = true, IsAbout = length.IsAbout };
    }

    /// <param name="fromToday">True for "过去三天", which ends now; false for "前三天", which ends before today. Weeks of the second kind are whole ones.</param>
    private TimeSpot Window(DateTime now, SpokenLength length, int sign, int start, int end, bool fromToday)
    {
        var unit = length.Unit;
        if (length.HasTime)
        {
            var then = _lengths.Added(now, length, sign);
            return new TimeSpot(sign < 0 ? then : now, sign < 0 ? now : then, TimeGrain.Minute, start, end) { HasDay = true, HasTime = true, IsRange = true, IsAbout = length.IsAbout };
        }

        var near = DateOnly.FromDateTime(now);
        if (!fromToday && unit is { Unit: 'd', Count: 7 }) near = near.AddDays(-(((int)near.DayOfWeek + 6) % 7) + (sign < 0 ? 0 : 7));
        else if (!fromToday && sign > 0) near = near.AddDays(1);
        var far = _lengths.Added(near, length, sign);
        if (unit.Unit == 'w' && sign > 0) far = far.AddDays(1);
        var (from, to) = sign < 0
            ? (far.ToDateTime(default), fromToday ? now : near.ToDateTime(default))
            : (near.ToDateTime(default), far.ToDateTime(default));
        return new TimeSpot(from, to, TimeGrain.Day, start, end) { HasDay = true, IsRange = true, IsAbout = length.IsAbout };
    }
}

using ServiceBot.Domain.Calendar;

namespace ServiceBot.Understanding.Time;

/// <summary>
/// Lengths counted from now: 三天后, 再过一个礼拜, 5个工作日后; stretches that touch now: 前两周, 未来三个月, 15个工作日内; and lengths counted from a named day: 国庆节前一天.
/// </summary>
internal sealed class OffsetReader(TimeWords words, AmountReader amounts, WorkingCalendar calendar)
{
    private const int MostDays = 5_000;
    private const int MostMonths = 1_200;
    private const int MostSeconds = 5_000_000;
    private const int MostWorkingDays = 500;
    private static readonly Length WorkingDay = new(1, 'w');

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
        if (!Amount(text, start, out var length, out end)) return false;
        if (isPassing)
        {
            words.After.Skip(text, ref end);
            spot = Moved(now, length, 1, at, end);
        }
        else if (words.Within.TryAt(text, end, out _, out var last)) spot = Window(now, length, 1, at, last, fromToday: true);
        else if (words.SoFar.TryAt(text, end, out _, out last)) spot = Window(now, length, -1, at, last, fromToday: true);
        else if (words.After.TryAt(text, end, out _, out last)) spot = Moved(now, length, 1, at, last);
        else if (words.Before.TryAt(text, end, out _, out last)) spot = Moved(now, length, -1, at, last);
        else return false;
        return true;
    }

    /// <summary>Read after days and weeks: "前天", "上周" and "下个月" are those.</summary>
    public bool TryReadWindow(string text, int at, DateTime now, out TimeSpot spot)
    {
        spot = default;
        var isPast = words.Past.TryAt(text, at, out _, out var end);
        if (!isPast && !words.Future.TryAt(text, at, out _, out end)) return false;
        var isWhole = words.Whole.TryAt(text, at, out _, out var whole) && whole == end;
        if (!Amount(text, end, out var length, out var last)) return false;
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

    /// <summary>"国庆节前一天", "春节后第三天": the day before or after the one that was named, moved by what follows.</summary>
    public bool TryMove(string text, DaySpan day, out DaySpan moved)
    {
        moved = day;
        var at = day.End;
        words.Link.Skip(text, ref at);
        var isAfter = words.After.TryAt(text, at, out _, out var end);
        if (!isAfter && !words.Before.TryAt(text, at, out _, out end)) return false;
        words.Ordinal.Skip(text, ref end);
        if (!Amount(text, end, out var length, out end) || length.Unit.Unit == 's') return false;
        moved = DaySpan.OneDay(Added(day.From, length, isAfter ? 1 : -1), end);
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
        if (!Amount(text, at, out var length, out end) || length.Unit.Unit != 'd' || !words.Beside.TryAt(text, end, out var sign, out end)) return false;
        days = sign * (int)(length.Count * length.Unit.Count);
        return true;
    }

    private bool Amount(string text, int at, out SpokenLength length, out int end)
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

    private TimeSpot Moved(DateTime now, SpokenLength length, int sign, int start, int end)
    {
        var unit = length.Unit;
        if (unit.Unit == 's')
        {
            var at = now.AddSeconds((double)(sign * length.Count * unit.Count));
            return new TimeSpot(at, at.AddSeconds(unit.Count), TimeGrain.Minute, start, end) { HasDay = true, HasTime = true, IsAbout = length.IsAbout };
        }

        var date = Added(DateOnly.FromDateTime(now), length, sign);
        // "三年后", "半年后" name a month at most.
        if (unit is { Unit: 'm', Count: > 1 }) return new TimeSpot(new DateTime(date.Year, date.Month, 1), new DateTime(date.Year, date.Month, 1).AddMonths(1), TimeGrain.Month, start, end) { HasDay = true, IsAbout = length.IsAbout };
        // Counted in weeks it is that week, from the same weekday on.
        var last = date.AddDays(unit is { Unit: 'd', Count: 7 } ? 7 : 1);
        return new TimeSpot(date.ToDateTime(default), last.ToDateTime(default), TimeGrain.Day, start, end) { HasDay = true, IsAbout = length.IsAbout };
    }

    /// <param name="fromToday">True for "过去三天", which ends now; false for "前三天", which ends before today. Weeks of the second kind are whole ones.</param>
    private TimeSpot Window(DateTime now, SpokenLength length, int sign, int start, int end, bool fromToday)
    {
        var unit = length.Unit;
        if (unit.Unit == 's')
        {
            var then = now.AddSeconds((double)(sign * length.Count * unit.Count));
            return new TimeSpot(sign < 0 ? then : now, sign < 0 ? now : then, TimeGrain.Minute, start, end) { HasDay = true, HasTime = true, IsRange = true, IsAbout = length.IsAbout };
        }

        var near = DateOnly.FromDateTime(now);
        if (!fromToday && unit is { Unit: 'd', Count: 7 }) near = near.AddDays(-(((int)near.DayOfWeek + 6) % 7) + (sign < 0 ? 0 : 7));
        else if (!fromToday && sign > 0) near = near.AddDays(1);
        var far = Added(near, length, sign);
        if (unit.Unit == 'w' && sign > 0) far = far.AddDays(1);
        var (from, to) = sign < 0
            ? (far.ToDateTime(default), fromToday ? now : near.ToDateTime(default))
            : (near.ToDateTime(default), far.ToDateTime(default));
        return new TimeSpot(from, to, TimeGrain.Day, start, end) { HasDay = true, IsRange = true, IsAbout = length.IsAbout };
    }

    /// <summary>Half a month is fifteen days.</summary>
    private DateOnly Added(DateOnly day, SpokenLength length, int sign)
    {
        var total = sign * length.Count * length.Unit.Count;
        if (length.Unit.Unit == 'd') return day.AddDays((int)total);
        if (length.Unit.Unit == 'w') return Worked(day, (int)total);
        var months = (int)decimal.Truncate(total);
        return day.AddMonths(months).AddDays(total == months ? 0 : 15 * Math.Sign(total));
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

    /// <param name="Unit">Days, months, seconds, or <c>w</c> for working days.</param>
    private readonly record struct SpokenLength(decimal Count, Length Unit, bool IsAbout);
}

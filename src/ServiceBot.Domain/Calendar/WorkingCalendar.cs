using System.Collections.Frozen;
using ServiceBot.Domain.Catalog;

namespace ServiceBot.Domain.Calendar;

/// <summary>
/// Which days are worked. Built from holiday notices, which are data: the State Council announces each year in the autumn before.
/// A listed day is what the notice says; every other day follows the weekday rule.
/// </summary>
/// <remarks>
/// The day of the event is not counted (Civil Code art. 201); a period whose last day is a day off ends with the next working day
/// (art. 203). In a year without a notice the days that the law fixes are off, and every result that touches it is estimated.
/// </remarks>
public sealed class WorkingCalendar
{
    private readonly FrozenDictionary<DateOnly, bool> _offDays;
    private readonly FrozenSet<int> _announced;

    /// <param name="days">From all notices; a later entry for the same date wins, so an operator's own closures go last.</param>
    /// <param name="announcedYears">Years that have a notice. A year with only a few local closures is not announced by them.</param>
    public WorkingCalendar(IEnumerable<CalendarDay> days, IEnumerable<int> announcedYears)
    {
        var offDays = new Dictionary<DateOnly, bool>();
        foreach (var day in days) offDays[day.Date] = day.IsOffDay;
        _offDays = offDays.ToFrozenDictionary();
        _announced = announcedYears.ToFrozenSet();
    }

    /// <summary>Weekdays and the law's fixed days only: everything it says is estimated.</summary>
    public static WorkingCalendar Unannounced { get; } = new([], []);

    public bool IsAnnounced(int year) => _announced.Contains(year);

    public bool IsWork(DateOnly day) =>
        _offDays.TryGetValue(day, out var off)
            ? !off
            : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && (IsAnnounced(day.Year) || !StatutoryHolidays.Contains(day));

    /// <summary>2026-09-30 + 1 = 2026-10-08. With 0: the day itself, or the next working day.</summary>
    public DueDay AddWorkingDays(DateOnly from, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var day = from;
        for (var left = days; left > 0;)
        {
            day = day.AddDays(1);
            if (IsWork(day)) left--;
        }

        return EndingOn(from, day);
    }

    /// <summary>Natural days, Saturdays and holidays among them; only the last day moves.</summary>
    public DueDay AddCalendarDays(DateOnly from, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        return EndingOn(from, from.AddDays(days));
    }

    /// <summary>The same day of the month, or the month's last day where it has none (Civil Code art. 202).</summary>
    public DueDay AddMonths(DateOnly from, int months)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(months);
        return EndingOn(from, from.AddMonths(months));
    }

    /// <summary>The end of an item's limit that starts to run with <paramref name="from"/>.</summary>
    /// <param name="limit">Hours become whole days of 24; immediate means the day itself, or the next working day.</param>
    public DueDay Add(DateOnly from, TimeLimit limit) => limit.Unit switch
    {
        LimitUnit.WorkingDays => AddWorkingDays(from, limit.Value),
        LimitUnit.CalendarDays => AddCalendarDays(from, limit.Value),
        LimitUnit.Months => AddMonths(from, limit.Value),
        LimitUnit.Years => AddMonths(from, limit.Value * 12),
        LimitUnit.Hours => AddCalendarDays(from, (limit.Value + 23) / 24),
        _ => AddCalendarDays(from, 0),
    };

    /// <summary>Working days after <paramref name="from"/> up to and with <paramref name="to"/>; 0 when <paramref name="to"/> is not later.</summary>
    public int WorkingDaysBetween(DateOnly from, DateOnly to)
    {
        var count = 0;
        for (var day = from; day < to;)
        {
            day = day.AddDays(1);
            if (IsWork(day)) count++;
        }

        return count;
    }

    private DueDay EndingOn(DateOnly from, DateOnly last)
    {
        while (!IsWork(last)) last = last.AddDays(1);
        return new DueDay(last, Enumerable.Range(from.Year, last.Year - from.Year + 1).Any(year => !IsAnnounced(year)));
    }
}

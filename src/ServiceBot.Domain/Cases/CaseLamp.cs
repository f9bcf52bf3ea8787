using ServiceBot.Domain.Calendar;

namespace ServiceBot.Domain.Cases;

/// <summary>How urgent an errand is. Order: the worse, the greater.</summary>
public enum Lamp
{
    Green,
    /// <summary>Half of the time or more is gone and nobody has touched it.</summary>
    Blue,
    /// <summary>The last working day, or the last fifth of the time.</summary>
    Yellow,
    /// <summary>Over time.</summary>
    Red,
}

/// <summary>
/// The lamp of an errand on effective time: while we wait for the resident, and during a suspension, a clock stands. A guess of the
/// authority's date lights nothing.
/// </summary>
public static class CaseLamp
{
    public static Lamp Of(CaseClocks clocks, DateTimeOffset now, WorkingCalendar calendar)
    {
        var proxy = Of(clocks.ProxyFrom, clocks.ProxyDue, clocks.Leg == ProxyLeg.Contact, now, calendar);
        var authority = clocks.AuthorityFrom is null || clocks.SuspendedAt is not null
            ? Lamp.Green
            : Of(clocks.AuthorityFrom, clocks.AuthorityDue, false, now, calendar);
        return proxy > authority ? proxy : authority;
    }

    private static Lamp Of(DateTimeOffset? from, DateTimeOffset? due, bool untouched, DateTimeOffset now, WorkingCalendar calendar)
    {
        if (from is null || due is null) return Lamp.Green;
        if (now > due) return Lamp.Red;
        var today = Deadline.DayOf(now);
        var total = calendar.WorkingDaysBetween(Deadline.DayOf(from.Value), Deadline.DayOf(due.Value));
        var left = calendar.WorkingDaysBetween(today, Deadline.DayOf(due.Value));
        // A limit of one day is not yellow from its first minute.
        if (left == 0 || left == 1 && total > 1 || left * 5 <= total) return Lamp.Yellow;
        return untouched && left * 2 <= total ? Lamp.Blue : Lamp.Green;
    }
}

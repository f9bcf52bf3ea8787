using ServiceBot.Domain.Calendar;
using ServiceBot.Domain.Catalog;

namespace ServiceBot.Domain.Cases;

/// <summary>
/// How each act moves the two clocks. The proxy's clock runs to the first contact, then to the hand-over, stands while we wait for her
/// papers, and runs again from 办结 to the delivery. The authority's runs from 受理, stands during a special procedure and stops at 办结;
/// before 受理 it is a guess.
/// </summary>
internal static class CaseClockwork
{
    public static CaseClocks Opened(TimeLimit? limit, DateTimeOffset now, WorkingCalendar calendar, CaseRules rules) =>
        Guess(Leg(CaseClocks.Stopped, ProxyLeg.Contact, rules.FirstContact, now, calendar), limit, now, calendar);

    public static CaseClocks After(CaseFacts facts, CaseCommand command, DateTimeOffset now, WorkingCalendar calendar, CaseRules rules)
    {
        var clocks = facts.Clocks;
        return command switch
        {
            CaseCommand.TakeOn when facts.State == CaseState.Authorised => Leg(clocks, ProxyLeg.HandOver, rules.HandOver, now, calendar),
            CaseCommand.Supplement => Guess(
                Stand(clocks) with { WaitingUntil = Deadline.EndOf(calendar.AddWorkingDays(Deadline.DayOf(now), rules.Supplement).Day) },
                facts.Limit, now, calendar),
            CaseCommand.MaterialsReceived => Guess(Leg(clocks, ProxyLeg.HandOver, rules.HandOver, now, calendar), facts.Limit, now, calendar),
            // The hand-over is what was promised; how long the authority then takes to accept is not the agent's delay.
            CaseCommand.Submit => Guess(Stand(clocks) with { Leg = ProxyLeg.None, ProxyFrom = null }, facts.Limit, now, calendar),
            CaseCommand.AuthorityAccepted accepted => Accepted(clocks, facts.Limit, accepted.On ?? Deadline.DayOf(now), calendar),
            CaseCommand.Suspend suspend => Suspended(clocks, suspend.ExpectedDays, now, calendar),
            CaseCommand.Resume => Resumed(clocks, facts.Limit, now, calendar),
            CaseCommand.Extend extend => Moved(clocks, calendar.AddWorkingDays(Deadline.DayOf(clocks.AuthorityDue!.Value), extend.Days)),
            CaseCommand.Complete => Leg(CaseClocks.Stopped, ProxyLeg.Delivery, rules.Delivery, now, calendar),
            CaseCommand.Deliver or CaseCommand.Archive or CaseCommand.Withdraw or CaseCommand.Return or CaseCommand.Terminate
                or CaseCommand.AuthorityRefused => CaseClocks.Stopped,
            CaseCommand.Reopen => Guess(Leg(CaseClocks.Stopped, ProxyLeg.HandOver, rules.HandOver, now, calendar), facts.Limit, now, calendar),
            _ => clocks,
        };
    }

    private static CaseClocks Leg(CaseClocks clocks, ProxyLeg leg, int days, DateTimeOffset now, WorkingCalendar calendar)
    {
        var due = calendar.AddWorkingDays(Deadline.DayOf(now), days);
        return clocks with { Leg = leg, ProxyFrom = now, ProxyDue = Deadline.EndOf(due.Day), ProxyEstimated = due.Estimated, WaitingUntil = null };
    }

    private static CaseClocks Stand(CaseClocks clocks) => clocks with { ProxyDue = null, ProxyEstimated = false, WaitingUntil = null };

    private static CaseClocks Guess(CaseClocks clocks, TimeLimit? limit, DateTimeOffset now, WorkingCalendar calendar) => clocks with
    {
        AuthorityFrom = null,
        AuthorityDue = limit is null ? null : Deadline.EndOf(calendar.Add(Deadline.DayOf(now), limit).Day),
        AuthorityEstimated = limit is not null,
    };

    private static CaseClocks Accepted(CaseClocks clocks, TimeLimit? limit, DateOnly on, WorkingCalendar calendar)
    {
        clocks = clocks with { AuthorityFrom = Deadline.EndOf(on), AuthorityDue = null, AuthorityEstimated = false };
        return limit is null ? clocks : Moved(clocks, calendar.Add(on, limit));
    }

    private static CaseClocks Suspended(CaseClocks clocks, int days, DateTimeOffset now, WorkingCalendar calendar) => clocks with
    {
        SuspendedAt = now,
        DueBeforeSuspension = clocks.AuthorityDue,
        AuthorityDue = clocks.AuthorityDue is { } due ? Deadline.EndOf(calendar.AddWorkingDays(Deadline.DayOf(due), days).Day) : null,
        AuthorityEstimated = clocks.AuthorityDue is not null,
    };

    /// <summary>The due date moves by as long as the suspension was, in the limit's own kind of days.</summary>
    private static CaseClocks Resumed(CaseClocks clocks, TimeLimit? limit, DateTimeOffset now, WorkingCalendar calendar)
    {
        var (since, until) = (Deadline.DayOf(clocks.SuspendedAt ?? now), Deadline.DayOf(now));
        var resumed = clocks with { SuspendedAt = null, DueBeforeSuspension = null };
        if (clocks.DueBeforeSuspension is not { } before) return resumed;
        var due = Deadline.DayOf(before);
        return Moved(resumed, limit?.Unit is LimitUnit.WorkingDays
            ? calendar.AddWorkingDays(due, calendar.WorkingDaysBetween(since, until))
            : calendar.AddCalendarDays(due, until.DayNumber - since.DayNumber));
    }

    private static CaseClocks Moved(CaseClocks clocks, DueDay due) =>
        clocks with { AuthorityDue = Deadline.EndOf(due.Day), AuthorityEstimated = due.Estimated };
}

using ServiceBot.Domain.Calendar;
using ServiceBot.Domain.Catalog;

namespace ServiceBot.Domain.Cases;

/// <summary>
/// Decides about errands. Three questions in order: does the table allow it in this state, may this person do it, is the command itself
/// complete. Only then there is an event; facts are never changed otherwise.
/// </summary>
public static class CaseLifecycle
{
    /// <summary>The first event of an errand: she has said yes.</summary>
    public static CaseDecision.Accepted Open(
        string ownerId, string? standInId, TimeLimit? limit, bool endsInVillage, CaseActor actor, DateTimeOffset now, WorkingCalendar calendar, CaseRules rules)
    {
        var opened = new CaseEvent.Opened(ownerId, standInId, limit, endsInVillage)
        {
            Number = 1,
            At = now,
            By = actor,
            State = CaseState.Authorised,
            Clocks = CaseClockwork.Opened(limit, now, calendar, rules),
        };
        return new CaseDecision.Accepted([opened], Apply(new CaseFacts(), opened));
    }

    public static CaseDecision Decide(
        CaseFacts facts, CaseCommand command, CaseActor actor, DateTimeOffset now, WorkingCalendar calendar, CaseRules rules)
    {
        var transition = CaseTransitions.Find(facts.State, command.Verb);
        if (transition is null || transition.OnlyInVillage && !facts.EndsInVillage)
            return new CaseDecision.Refused(facts.State.IsClosedForGood() ? CaseRefusals.Closed : CaseRefusals.NotNow);
        if (Forbidden(facts, transition, actor) is { } forbidden) return new CaseDecision.Refused(forbidden);
        if (CaseCommandCheck.Fault(facts, command, actor, now) is { } fault) return new CaseDecision.Refused(fault);

        var happened = Event(facts, command, actor, now) with
        {
            Number = facts.Events + 1,
            At = now,
            By = actor,
            State = transition.To ?? facts.State,
            Clocks = CaseClockwork.After(facts, command, now, calendar, rules),
        };
        return new CaseDecision.Accepted([happened], Apply(facts, happened));
    }

    /// <summary>The verbs that <paramref name="actor"/> may use now: what a menu or a page offers, in the order of <see cref="CaseVerb"/>.</summary>
    public static IReadOnlyList<CaseVerb> Allowed(CaseFacts facts, CaseActor actor) =>
    [
        .. Enum.GetValues<CaseVerb>().Where(verb =>
            CaseTransitions.Find(facts.State, verb) is { } transition
            && (!transition.OnlyInVillage || facts.EndsInVillage)
            && Forbidden(facts, transition, actor) is null
            && verb switch
            {
                CaseVerb.HandToStandIn => facts.StandInId is not null && facts.OfferedToId is null,
                CaseVerb.Rate => facts.Rating is null,
                CaseVerb.Extend => !facts.Extended && facts.Clocks.AuthorityDue is not null,
                _ => true,
            }),
    ];

    /// <summary>One step of a replay.</summary>
    public static CaseFacts Apply(CaseFacts facts, CaseEvent happened)
    {
        facts = facts with { State = happened.State, Clocks = happened.Clocks, Events = happened.Number };
        return happened switch
        {
            CaseEvent.Opened opened => facts with
            {
                OwnerId = opened.OwnerId, StandInId = opened.StandInId, Limit = opened.Limit, EndsInVillage = opened.EndsInVillage,
            },
            CaseEvent.TakenOn taken => facts with { OwnerId = taken.OwnerId, StandInId = taken.StandInId, OfferedToId = null },
            CaseEvent.Assigned assigned => facts with { OwnerId = assigned.OwnerId, StandInId = assigned.StandInId, OfferedToId = null },
            CaseEvent.Offered offered => facts with { OfferedToId = offered.ToId },
            CaseEvent.OfferTakenBack => facts with { OfferedToId = null },
            CaseEvent.MaterialsAsked asked => facts with
            {
                WaitingFor = asked.Materials,
                AskedFor = [.. facts.AskedFor.Union(asked.Materials)],
                OnceOnlyBreaches = facts.OnceOnlyBreaches + (asked.Breach ? 1 : 0),
            },
            CaseEvent.MaterialsComplete => facts with { WaitingFor = [] },
            CaseEvent.HandedIn handed => facts with { Body = handed.Body, WaitingFor = [] },
            CaseEvent.RefusedByAuthority refused => facts with { Reason = refused.Reason },
            CaseEvent.Suspended suspended => facts with { Reason = suspended.Reason },
            CaseEvent.Resumed => facts with { Reason = null },
            CaseEvent.Extended => facts with { Extended = true },
            CaseEvent.Completed completed => facts with { Result = completed.Result, OfferedToId = null },
            CaseEvent.Withdrawn withdrawn => Ended(facts, withdrawn.Reason),
            CaseEvent.Returned returned => Ended(facts, returned.Reason),
            CaseEvent.Terminated terminated => Ended(facts, terminated.Reason),
            CaseEvent.Reopened => facts with { Result = null, Reason = null, WaitingFor = [], Extended = false },
            CaseEvent.Rated rated => facts with { Rating = rated.Stars },
            _ => facts,
        };
    }

    private static CaseFacts Ended(CaseFacts facts, string? reason) => facts with { Reason = reason, WaitingFor = [], OfferedToId = null };

    private static string? Forbidden(CaseFacts facts, CaseTransition transition, CaseActor actor)
    {
        if (!transition.By.HasFlag(actor.Kind) || actor.Kind == CaseActorKind.None) return CaseRefusals.NotForYou;
        if (actor.Kind != CaseActorKind.ProxyAgent) return null;
        if (transition.Verb == CaseVerb.TakeOn) return MayTakeOn(facts, actor.Id);
        return actor.Id == facts.OwnerId ? null : CaseRefusals.NotYours;
    }

    /// <summary>AB岗: where A has not answered, B may, without being asked. Later B needs A's offer.</summary>
    private static string? MayTakeOn(CaseFacts facts, string id)
    {
        if (id == facts.OfferedToId) return null;
        if (id == facts.OwnerId) return facts.State == CaseState.Authorised || facts.OfferedToId is not null ? null : CaseRefusals.AlreadyYours;
        return id == facts.StandInId && facts.State == CaseState.Authorised ? null : CaseRefusals.NotYours;
    }

    private static CaseEvent Event(CaseFacts facts, CaseCommand command, CaseActor actor, DateTimeOffset now) => command switch
    {
        CaseCommand.TakeOn when actor.Id == facts.OwnerId && facts.State != CaseState.Authorised => new CaseEvent.OfferTakenBack(),
        CaseCommand.TakeOn when actor.Id == facts.OwnerId => new CaseEvent.TakenOn(facts.OwnerId, facts.StandInId),
        CaseCommand.TakeOn => new CaseEvent.TakenOn(actor.Id, facts.OwnerId),
        CaseCommand.HandToStandIn hand => new CaseEvent.Offered(facts.StandInId!, hand.Reason.Trim()),
        CaseCommand.Assign assign => new CaseEvent.Assigned(assign.OwnerId, assign.StandInId, assign.Reason.Trim()),
        CaseCommand.Supplement ask => Asked(facts, ask),
        CaseCommand.MaterialsReceived => new CaseEvent.MaterialsComplete(),
        CaseCommand.Submit submit => new CaseEvent.HandedIn(submit.Body?.Trim()),
        CaseCommand.AuthorityAccepted accepted => new CaseEvent.AcceptedByAuthority(accepted.On ?? Deadline.DayOf(now)),
        CaseCommand.AuthorityRefused refused => new CaseEvent.RefusedByAuthority(refused.Reason.Trim()),
        CaseCommand.BeginReview => new CaseEvent.ReviewBegun(),
        CaseCommand.Suspend suspend => new CaseEvent.Suspended(suspend.Reason.Trim(), suspend.ExpectedDays),
        CaseCommand.Resume => new CaseEvent.Resumed(),
        CaseCommand.Extend extend => new CaseEvent.Extended(extend.Days, extend.Reason.Trim()),
        CaseCommand.Decide decide => new CaseEvent.Decided(decide.Granted, decide.Text?.Trim()),
        CaseCommand.Complete complete => new CaseEvent.Completed(complete.Result.Trim()),
        CaseCommand.Deliver => new CaseEvent.Delivered(),
        CaseCommand.Archive => new CaseEvent.Archived(),
        CaseCommand.Withdraw withdraw => new CaseEvent.Withdrawn(withdraw.Reason?.Trim()),
        CaseCommand.Return back => new CaseEvent.Returned(back.Reason.Trim()),
        CaseCommand.Terminate terminate => new CaseEvent.Terminated(terminate.Reason.Trim()),
        CaseCommand.Reopen reopen => new CaseEvent.Reopened(reopen.Reason.Trim()),
        CaseCommand.Rate rate => new CaseEvent.Rated(rate.Stars, rate.Comment?.Trim()),
        CaseCommand.AddNote note => new CaseEvent.Noted(note.Text.Trim()),
        CaseCommand.LeaveMessage message => new CaseEvent.MessageLeft(message.Text.Trim()),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.Verb, null),
    };

    /// <summary>A reminder of what still is missing is no breach; anything new after the first list, or asked for again after it came, is.</summary>
    private static CaseEvent.MaterialsAsked Asked(CaseFacts facts, CaseCommand.Supplement ask)
    {
        string[] materials = [.. ask.Materials.Select(name => name.Trim()).Where(name => name.Length > 0).Distinct()];
        var breach = facts.AskedFor.Count > 0 && materials.Except(facts.WaitingFor).Any();
        return new CaseEvent.MaterialsAsked(materials, ask.Note?.Trim(), breach);
    }
}

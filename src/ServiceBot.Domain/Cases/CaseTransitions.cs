using System.Collections.Frozen;

namespace ServiceBot.Domain.Cases;

/// <summary>The table that says what may be done when, by whom, and where it leads. Whatever is not in it is refused.</summary>
internal static class CaseTransitions
{
    private const CaseActorKind Office = CaseActorKind.ProxyAgent | CaseActorKind.Staff;
    private const CaseActorKind Her = CaseActorKind.Resident | CaseActorKind.Staff;

    private static readonly CaseState[] Any = Enum.GetValues<CaseState>();
    private static readonly CaseState[] Open = [.. CaseStates.Open];
    private static readonly CaseState[] WithTheAgent = [CaseState.Received, CaseState.Supplement];
    private static readonly CaseState[] UnderReview = [CaseState.Accepted, CaseState.InProgress];
    private static readonly CaseState[] Done = [CaseState.Completed, CaseState.Delivered];

    private static readonly CaseTransition[] Rows =
    [
        new(CaseVerb.TakeOn, CaseActorKind.ProxyAgent, [CaseState.Authorised], CaseState.Received),
        // An errand under way is taken over from somebody; it stays where it is.
        new(CaseVerb.TakeOn, CaseActorKind.ProxyAgent, [.. Open.Except([CaseState.Authorised]), CaseState.Completed], null),
        new(CaseVerb.HandToStandIn, Office, [.. Open, CaseState.Completed], null),
        new(CaseVerb.Assign, CaseActorKind.Staff, [.. Open, CaseState.Completed], null),
        // Before the authority has accepted, it too may find papers missing (licensing law art. 32).
        new(CaseVerb.Supplement, Office, [.. WithTheAgent, CaseState.Submitted], CaseState.Supplement),
        new(CaseVerb.MaterialsReceived, Office, [CaseState.Supplement], CaseState.Received),
        // From Supplement too: who hands the papers in has them.
        new(CaseVerb.Submit, Office, WithTheAgent, CaseState.Submitted),
        new(CaseVerb.AuthorityAccepted, Office, [CaseState.Submitted], CaseState.Accepted),
        new(CaseVerb.AuthorityRefused, Office, [CaseState.Submitted], CaseState.NotAccepted),
        new(CaseVerb.BeginReview, Office, [CaseState.Accepted], CaseState.InProgress),
        new(CaseVerb.Suspend, Office, UnderReview, CaseState.Suspended),
        new(CaseVerb.Resume, Office, [CaseState.Suspended], CaseState.InProgress),
        new(CaseVerb.Extend, Office, UnderReview, null),
        new(CaseVerb.Decide, Office, UnderReview, CaseState.Decided),
        // A village hears the result often before, and sometimes instead of, the steps between.
        new(CaseVerb.Complete, Office, [CaseState.Submitted, .. UnderReview, CaseState.Decided], CaseState.Completed),
        new(CaseVerb.Complete, Office, [CaseState.Received], CaseState.Completed, OnlyInVillage: true),
        new(CaseVerb.Deliver, Office, [CaseState.Completed], CaseState.Delivered),
        new(CaseVerb.Archive, CaseActorKind.Staff | CaseActorKind.System, [.. Any.Where(state => !state.IsOpen() && state != CaseState.Archived)], CaseState.Archived),
        new(CaseVerb.Withdraw, Her, Open, CaseState.Withdrawn),
        new(CaseVerb.Return, Office, [CaseState.Authorised, .. WithTheAgent, CaseState.Submitted], CaseState.Returned),
        new(CaseVerb.Terminate, Office, Open, CaseState.Terminated),
        new(CaseVerb.Reopen, Her, [.. Done, CaseState.NotAccepted, CaseState.Returned], CaseState.Received),
        new(CaseVerb.Rate, CaseActorKind.Resident, [.. Done, CaseState.Archived], null),
        new(CaseVerb.Note, Office, Any, null),
        new(CaseVerb.Message, CaseActorKind.Resident, [.. Open, .. Done], null),
    ];

    private static readonly FrozenDictionary<(CaseState, CaseVerb), CaseTransition> Table =
        Rows.SelectMany(row => row.From.Select(state => (Key: (state, row.Verb), row))).ToFrozenDictionary(pair => pair.Key, pair => pair.row);

    /// <summary>Null: not in this state.</summary>
    public static CaseTransition? Find(CaseState state, CaseVerb verb) => Table.GetValueOrDefault((state, verb));
}

/// <param name="To">Null: the state stays.</param>
/// <param name="OnlyInVillage">Only for items that are finished in the village.</param>
internal sealed record CaseTransition(CaseVerb Verb, CaseActorKind By, CaseState[] From, CaseState? To, bool OnlyInVillage = false);

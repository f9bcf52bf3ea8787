namespace ServiceBot.Domain.Cases;

/// <summary>Where an errand stands, in the official words. The resident is told them with an explanation, never a state of our own.</summary>
public enum CaseState
{
    /// <summary>已委托: she has said yes; nobody has taken it on yet.</summary>
    Authorised,
    /// <summary>收件: the agent has taken it on.</summary>
    Received,
    /// <summary>补齐补正: waiting for papers of hers.</summary>
    Supplement,
    /// <summary>已报送: handed to the authority.</summary>
    Submitted,
    /// <summary>受理: the authority has accepted it; its own limit runs.</summary>
    Accepted,
    /// <summary>不予受理.</summary>
    NotAccepted,
    /// <summary>在办: under review.</summary>
    InProgress,
    /// <summary>挂起: a special procedure whose time does not count (licensing law art. 45).</summary>
    Suspended,
    /// <summary>决定: decided, either way. The bot never says "approved" by itself.</summary>
    Decided,
    /// <summary>办结: finished, with a plain result.</summary>
    Completed,
    /// <summary>送达: the result is in her hands.</summary>
    Delivered,
    /// <summary>归档.</summary>
    Archived,
    /// <summary>撤回: she has withdrawn it (Civil Code art. 933).</summary>
    Withdrawn,
    /// <summary>退件: the papers went back to her.</summary>
    Returned,
    /// <summary>终止: ended for a reason outside it: death, incapacity, a duplicate (Civil Code art. 934).</summary>
    Terminated,
}

/// <summary>Groups of states.</summary>
public static class CaseStates
{
    /// <summary>Somebody still owes her something before the result: what a worklist and a lamp are about.</summary>
    public static readonly IReadOnlyList<CaseState> Open =
    [
        CaseState.Authorised, CaseState.Received, CaseState.Supplement, CaseState.Submitted, CaseState.Accepted, CaseState.InProgress,
        CaseState.Suspended, CaseState.Decided,
    ];

    public static bool IsOpen(this CaseState state) => state is < CaseState.Completed and not CaseState.NotAccepted;

    /// <summary>Nothing moves it any more except the archive.</summary>
    public static bool IsClosedForGood(this CaseState state) => state is CaseState.Archived or CaseState.Withdrawn or CaseState.Terminated;
}

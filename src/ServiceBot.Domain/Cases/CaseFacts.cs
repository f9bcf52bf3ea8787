using ServiceBot.Domain.Catalog;

namespace ServiceBot.Domain.Cases;

/// <summary>All that deciding about an errand needs to know of it. Whose it is, and what she answered, is not among it.</summary>
public sealed record CaseFacts
{
    public CaseState State { get; init; }
    public CaseClocks Clocks { get; init; } = CaseClocks.Stopped;
    /// <summary>Id of the proxy agent who answers for it (首问负责): until somebody else has accepted it, it stays his.</summary>
    public string OwnerId { get; init; } = "";
    /// <summary>The B of AB岗; null where the rota knows only one.</summary>
    public string? StandInId { get; init; }
    /// <summary>Asked to take over and not yet answered.</summary>
    public string? OfferedToId { get; init; }
    /// <summary>The item's promised limit, else the legal one, as it stood when she authorised. Null: the item states none.</summary>
    public TimeLimit? Limit { get; init; }
    /// <summary>村级直办: finished in the village, so the agent may report 办结 without handing anything in.</summary>
    public bool EndsInVillage { get; init; }
    /// <summary>Papers still missing; empty when none.</summary>
    public IReadOnlyList<string> WaitingFor { get; init; } = [];
    /// <summary>Every paper that was ever asked for.</summary>
    public IReadOnlyList<string> AskedFor { get; init; } = [];
    /// <summary>How often something was asked for that should have been on the first list (一次性告知).</summary>
    public int OnceOnlyBreaches { get; init; }
    /// <summary>To whom it was handed in.</summary>
    public string? Body { get; init; }
    /// <summary>One plain sentence; null before 办结.</summary>
    public string? Result { get; init; }
    /// <summary>Why it ended without a result, or was suspended.</summary>
    public string? Reason { get; init; }
    /// <summary>1 to 5. Null: not rated, which is never shown as praise.</summary>
    public int? Rating { get; init; }
    public bool Extended { get; init; }
    /// <summary>Number of the latest event.</summary>
    public int Events { get; init; }
}

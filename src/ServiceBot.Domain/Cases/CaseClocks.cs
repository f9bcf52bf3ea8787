namespace ServiceBot.Domain.Cases;

/// <summary>
/// The two clocks of an errand, never mixed: the proxy service (a cadre's promise) and the authority's procedure (the law's limit).
/// Each event carries them as they stand after it, so that replaying a case never depends on today's calendar or options.
/// </summary>
public sealed record CaseClocks
{
    /// <summary>What the proxy owes now.</summary>
    public ProxyLeg Leg { get; init; } = ProxyLeg.None;
    public DateTimeOffset? ProxyFrom { get; init; }
    /// <summary>Null while nothing is owed, and while we wait for the resident: then the clock stands.</summary>
    public DateTimeOffset? ProxyDue { get; init; }
    public bool ProxyEstimated { get; init; }
    /// <summary>Until when she is asked to bring the missing papers; null when none are.</summary>
    public DateTimeOffset? WaitingUntil { get; init; }
    /// <summary>When the authority accepted; null before, and then <see cref="AuthorityDue"/> is a guess.</summary>
    public DateTimeOffset? AuthorityFrom { get; init; }
    public DateTimeOffset? AuthorityDue { get; init; }
    /// <summary>Shown with 预计: not accepted yet, suspended, or counted into a year without announced holidays.</summary>
    public bool AuthorityEstimated { get; init; }
    /// <summary>Since when the authority's time does not count; null while it runs.</summary>
    public DateTimeOffset? SuspendedAt { get; init; }
    /// <summary>The due date before the suspension, moved on when it ends.</summary>
    public DateTimeOffset? DueBeforeSuspension { get; init; }

    /// <summary>All clocks stopped.</summary>
    public static CaseClocks Stopped { get; } = new();
}

/// <summary>A promise of the proxy service: contact her, hand the papers over, bring the result.</summary>
public enum ProxyLeg { None, Contact, HandOver, Delivery }

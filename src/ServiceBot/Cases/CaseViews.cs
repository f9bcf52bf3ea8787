using ServiceBot.Domain.Cases;

namespace ServiceBot.Cases;

/// <summary>A line of a list of errands. Nothing sealed is opened for it.</summary>
internal sealed record CaseLine(
    string Reference, string ItemCode, string ItemName, string RegionCode, string RegionName, string ResidentName, string? PhoneMasked,
    string ProxyAgentId, string? StandInId, string? OfferedToId, CaseState State, DateTimeOffset? ProxyDueAt, DateTimeOffset? AuthorityDueAt,
    bool AuthorityEstimated, DateTimeOffset OpenedAt, DateTimeOffset ChangedAt, int? Rating, long Version)
{
    public Lamp Lamp { get; init; }

    /// <summary>The nearer of the two due dates; null when neither runs.</summary>
    public DateTimeOffset? DueAt =>
        ProxyDueAt is null || !AuthorityEstimated && AuthorityDueAt < ProxyDueAt ? AuthorityDueAt : ProxyDueAt;
}

/// <summary>One errand with its timeline. Phone, identity number and answers stay sealed until <see cref="CaseSeals"/> opens them.</summary>
internal sealed record CaseDetail(CaseRow Row, CaseFacts Facts, Lamp Lamp, IReadOnlyList<CaseEvent> Events);

/// <param name="Region">Code whose area is wanted, 12 digits or its first ones; empty for everywhere.</param>
/// <param name="State">Null: all.</param>
/// <param name="ProxyAgentId">Null: all.</param>
/// <param name="After">Last line of the page before; null for the first page.</param>
internal sealed record CaseFilter(string Region, CaseState? State = null, string? ProxyAgentId = null, CasePlace? After = null, int Size = 50);

/// <summary>A place in the list, newest first.</summary>
internal sealed record CasePlace(DateTimeOffset OpenedAt, string Reference);

using ServiceBot.Domain.Catalog;

namespace ServiceBot.Cases;

/// <summary>A confirmed request, as the turn hands it over.</summary>
internal sealed record OpenCase
{
    /// <summary>Dialog instance id, a slash, step id: the same whenever the turn is run again.</summary>
    public required string OriginKey { get; init; }
    public required ServiceItem Item { get; init; }
    public required int ItemVersion { get; init; }
    /// <summary>12 digits.</summary>
    public required string RegionCode { get; init; }
    /// <summary>With its parents: 正定县南楼乡南楼村.</summary>
    public required string RegionName { get; init; }
    public required string ResidentName { get; init; }
    /// <summary>Digits as dialled.</summary>
    public string? Phone { get; init; }
    /// <summary>18 characters.</summary>
    public string? ResidentId { get; init; }
    public required string ConversationId { get; init; }
    public required string Channel { get; init; }
    /// <summary>What she answered, as read back to her, in order.</summary>
    public required IReadOnlyList<CaseAnswer> Answers { get; init; }
    /// <summary>The 委托书 that was on her screen when she said yes.</summary>
    public required string Authorisation { get; init; }
}

/// <summary>One line of what she told: 出生日期, 1944-03-15.</summary>
internal sealed record CaseAnswer(string Label, string Value);

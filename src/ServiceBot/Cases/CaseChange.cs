using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.Domain.Cases;

namespace ServiceBot.Cases;

/// <summary>The rows of one act: the case's next version, its events, the letters. Nothing of it is true until its unit is committed.</summary>
internal sealed record CaseChange
{
    /// <summary>Null for a new case.</summary>
    public CaseRow? Before { get; init; }
    public required CaseRow After { get; init; }
    public required IReadOnlyList<CaseEvent> Events { get; init; }
    public required IReadOnlyList<CaseEventRow> EventRows { get; init; }
    public required IReadOnlyList<OutboxRow> Letters { get; init; }

    public CaseReference Reference => CaseReference.Parse(After.Reference);

    /// <summary>Whom to wake when it is committed.</summary>
    public IReadOnlyList<string> Recipients => [.. Letters.Select(letter => letter.Recipient).Distinct()];

    /// <summary>Fenced by the version that was read: a commit that is too late fails with <see cref="CommitFailure.Stale"/>.</summary>
    public void AddTo(CommitUnit unit)
    {
        if (Before is null) unit.Insert(After);
        else unit.Update(After, Before.Version);
        foreach (var row in EventRows) unit.Insert(row);
        foreach (var letter in Letters) unit.Insert(letter);
    }
}

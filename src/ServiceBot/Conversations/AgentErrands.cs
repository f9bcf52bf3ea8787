using ServiceBot.Cases;
using ServiceBot.Domain.Cases;

namespace ServiceBot.Conversations;

/// <summary>The errands that an agent may see: his, those he stands in for, those he is offered.</summary>
internal sealed class AgentErrands(CaseStore store, CaseQueries queries)
{
    private const int MostListed = 20;

    /// <summary>What he has in hand, the most urgent first; at most 20, because he reads it on a phone.</summary>
    public async Task<IReadOnlyList<(CaseRow Row, Lamp Lamp)>> ListAsync(string proxyAgentId, CancellationToken cancellationToken) =>
        [.. (await queries.InHandAsync(proxyAgentId, cancellationToken)).Take(MostListed).Select(errand => (errand.Row, errand.Line.Lamp))];

    /// <summary>Null: no such case, or not one of his.</summary>
    public async Task<CaseRow?> FindAsync(string proxyAgentId, string reference, CancellationToken cancellationToken) =>
        await store.ReadAsync(reference, cancellationToken) is { } row && (row.ProxyAgentId == proxyAgentId || row.StandInId == proxyAgentId || row.OfferedToId == proxyAgentId)
            ? row
            : null;

    /// <summary>The errand a bare word is about: the one in focus, else his only one.</summary>
    public async Task<CaseRow?> FocusAsync(string proxyAgentId, string? focus, CancellationToken cancellationToken)
    {
        if (focus is not null && await FindAsync(proxyAgentId, focus, cancellationToken) is { } row) return row;
        return await ListAsync(proxyAgentId, cancellationToken) is [var only] ? only.Row : null;
    }
}

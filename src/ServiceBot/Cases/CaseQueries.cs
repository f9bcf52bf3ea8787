using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;
using ServiceBot.Domain.Calendar;
using ServiceBot.Domain.Cases;
using ServiceBot.Platform;
using ServiceBot.Residents;

namespace ServiceBot.Cases;

/// <summary>Lists and details for pages and chat. Each list is an index; the long ones are paged by their last line.</summary>
internal sealed class CaseQueries(BotDbFactory databases, LinkedConversations linked, WorkingCalendar calendar, TownshipClock clock)
{
    private const int MostLines = 200;

    private static readonly CaseState[] Open = [.. CaseStates.Open];

    /// <summary>What an agent has in hand or is offered, the most urgent first. At most 200.</summary>
    public async Task<IReadOnlyList<CaseLine>> WorklistAsync(string proxyAgentId, CancellationToken cancellationToken) =>
        [.. (await InHandAsync(proxyAgentId, cancellationToken)).Select(errand => errand.Line)];

    /// <summary>The same with the whole rows.</summary>
    public async Task<IReadOnlyList<(CaseRow Row, CaseLine Line)>> InHandAsync(string proxyAgentId, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var rows = await db.Cases.AsNoTracking()
            .Where(row => (row.ProxyAgentId == proxyAgentId || row.OfferedToId == proxyAgentId) && (Open.Contains(row.State) || row.State == CaseState.Completed))
            .OrderBy(row => row.OpenedAt).Take(MostLines).ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => (Row: row, Line: Line(row)))
                .OrderByDescending(errand => errand.Line.Lamp).ThenBy(errand => errand.Line.DueAt ?? DateTimeOffset.MaxValue).ThenBy(errand => errand.Row.OpenedAt),
        ];
    }

    /// <summary>For staff and agents: the caller has checked that it lies in their region. Null: no such case.</summary>
    public async Task<CaseDetail?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        if (!CaseReference.TryParse(reference, out var parsed)) return null;
        await using var db = databases.Create();
        var row = await db.Cases.AsNoTracking().SingleOrDefaultAsync(row => row.Reference == parsed.Value, cancellationToken);
        return row is null ? null : await DetailAsync(db, row, cancellationToken);
    }

    /// <summary>Her cases, whichever of her linked conversations made them, newest first, at most 200.</summary>
    public async Task<IReadOnlyList<CaseRow>> OfConversationAsync(string conversationId, CancellationToken cancellationToken)
    {
        var hers = await linked.AllAsync(conversationId, cancellationToken);
        await using var db = databases.Create();
        return await db.Cases.AsNoTracking().Where(row => hers.Contains(row.ConversationId))
            .OrderByDescending(row => row.OpenedAt).Take(MostLines).ToListAsync(cancellationToken);
    }

    /// <summary>One of hers; another resident's number finds nothing.</summary>
    public async Task<CaseDetail?> OfConversationAsync(string conversationId, string reference, CancellationToken cancellationToken)
    {
        if (!CaseReference.TryParse(reference, out var parsed)) return null;
        var hers = await linked.AllAsync(conversationId, cancellationToken);
        await using var db = databases.Create();
        var row = await db.Cases.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Reference == parsed.Value && hers.Contains(row.ConversationId), cancellationToken);
        return row is null ? null : await DetailAsync(db, row, cancellationToken);
    }

    /// <summary>A page of a region's cases, newest first.</summary>
    public async Task<IReadOnlyList<CaseLine>> ListAsync(CaseFilter filter, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var query = db.Cases.AsNoTracking();
        if (InRegion(RegionChain.Prefix(filter.Region)) is { } inRegion) query = query.Where(inRegion);
        if (filter.State is { } state) query = query.Where(row => row.State == state);
        if (filter.ProxyAgentId is { } agent) query = query.Where(row => row.ProxyAgentId == agent);
#pragma warning disable CA1309 // The database compares: references are digits, which every collation orders alike.
        if (filter.After is { } after)
            query = query.Where(row => row.OpenedAt < after.OpenedAt || row.OpenedAt == after.OpenedAt && string.Compare(row.Reference, after.Reference) < 0);
#pragma warning restore CA1309
        var rows = await query.OrderByDescending(row => row.OpenedAt).ThenByDescending(row => row.Reference)
            .Take(Math.Clamp(filter.Size, 1, MostLines)).ToListAsync(cancellationToken);
        return [.. rows.Select(Line)];
    }

    /// <summary>Equality on the column that has the index; only whole provinces and cities read along the time.</summary>
    private static Expression<Func<CaseRow, bool>>? InRegion(string prefix) => prefix.Length switch
    {
        0 => null,
        < 6 => row => row.CountyCode.StartsWith(prefix),
        6 => row => row.CountyCode == prefix,
        9 => row => row.TownshipCode == prefix,
        _ => Village(prefix[..9], prefix),
    };

    private static Expression<Func<CaseRow, bool>> Village(string township, string village) =>
        row => row.TownshipCode == township && row.RegionCode == village;

    private async Task<CaseDetail> DetailAsync(BotDb db, CaseRow row, CancellationToken cancellationToken)
    {
        var events = await db.CaseEvents.AsNoTracking().Where(happened => happened.Reference == row.Reference)
            .OrderBy(happened => happened.Number).ToListAsync(cancellationToken);
        var facts = row.ReadFacts();
        return new CaseDetail(row, facts, CaseLamp.Of(facts.Clocks, clock.Now, calendar), [.. events.Select(happened => happened.ReadEvent())]);
    }

    private CaseLine Line(CaseRow row) => new(
        row.Reference, row.ItemCode, row.ItemName, row.RegionCode, row.RegionName, row.ResidentName, row.PhoneMasked,
        row.ProxyAgentId, row.StandInId, row.OfferedToId, row.State, row.ProxyDueAt, row.AuthorityDueAt, row.AuthorityEstimated,
        row.OpenedAt, row.ChangedAt, row.Rating, row.Version)
    {
        Lamp = CaseLamp.Of(row.ReadFacts().Clocks, clock.Now, calendar),
    };
}

using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.Transcripts;

namespace ServiceBot.Tools.Replaying;

/// <summary>Reads conversations of residents, and writes nothing.</summary>
internal sealed class RecordingReader(BotDbFactory databases)
{
    private const int PageSize = 200;
    /// <summary>What an agent said while it was his line: that cannot be played as a resident's.</summary>
    private const string OfAnAgent = "agent ";

    private static readonly StoreQuery<Func<BotDb, string, IAsyncEnumerable<CaseRow>>> CasesOf = new(() => EF.CompileAsyncQuery(
        (BotDb db, string id) => db.Set<CaseRow>().AsNoTracking().Where(row => row.ConversationId == id)));
    private static readonly StoreQuery<Func<BotDb, string, IAsyncEnumerable<CaseEventRow>>> EventsOf = new(() => EF.CompileAsyncQuery(
        (BotDb db, string reference) => db.Set<CaseEventRow>().AsNoTracking().OrderBy(row => row.Number).Where(row => row.Reference == reference)));
    private static readonly StoreQuery<Func<BotDb, string, IAsyncEnumerable<TranscriptRow>>> LinesOf = new(() => EF.CompileAsyncQuery(
        (BotDb db, string id) => db.Set<TranscriptRow>().AsNoTracking().OrderBy(row => row.Seq).Where(row => row.ConversationId == id)));
    private static readonly StoreQuery<Func<BotDb, string, IAsyncEnumerable<OutboxRow>>> OutboxOf = new(() => EF.CompileAsyncQuery(
        (BotDb db, string id) => db.Set<OutboxRow>().AsNoTracking().OrderBy(row => row.Id).Where(row => row.Recipient == id)));

    /// <summary>Ids of all residents' conversations.</summary>
    public async IAsyncEnumerable<string> AllAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = "";
        while (true)
        {
            await using var db = databases.Create();
#pragma warning disable CA1309 // The database compares, by the collation it also orders by.
            var page = await db.Conversations.AsNoTracking().Where(row => row.ProxyAgentId == null && string.Compare(row.Id, after) > 0)
                .OrderBy(row => row.Id).Select(row => row.Id).Take(PageSize).ToListAsync(cancellationToken);
#pragma warning restore CA1309
            foreach (var id in page) yield return id;
            if (page.Count < PageSize) yield break;
            after = page[^1];
        }
    }

    /// <returns>Null when there is no such conversation of a resident.</returns>
    public async Task<Recording?> FindAsync(string conversationId, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        if (await db.FindConversationAsync(conversationId, cancellationToken) is not { ProxyAgentId: null } row) return null;
        var lines = await LinesOf.On(db)(db, conversationId).ToListAsync(cancellationToken);
        if (lines.Exists(line => line.Understood?.StartsWith(OfAnAgent, StringComparison.Ordinal) == true)) return null;
        var cases = await CasesOf.On(db)(db, conversationId).ToListAsync(cancellationToken);
        var events = new List<CaseEventRow>();
        foreach (var one in cases) events.AddRange(await EventsOf.On(db)(db, one.Reference).ToListAsync(cancellationToken));
        return new Recording
        {
            Conversation = row,
            Transcript = lines,
            Cases = cases,
            Events = events.GroupBy(happened => happened.Reference).ToDictionary(group => group.Key, IReadOnlyList<CaseEventRow> (group) => [.. group]),
            Outbox = await OutboxOf.On(db)(db, conversationId).ToListAsync(cancellationToken),
        };
    }
}

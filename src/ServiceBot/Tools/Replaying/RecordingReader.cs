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
        var row = await db.Conversations.AsNoTracking().FirstOrDefaultAsync(candidate => candidate.Id == conversationId && candidate.ProxyAgentId == null, cancellationToken);
        if (row is null || await db.Transcripts.AnyAsync(line => line.ConversationId == conversationId && line.Understood!.StartsWith(OfAnAgent), cancellationToken)) return null;
        var cases = await db.Cases.AsNoTracking().Where(candidate => candidate.ConversationId == conversationId).ToListAsync(cancellationToken);
        var references = cases.Select(one => one.Reference).ToList();
        var events = references.Count == 0 ? [] : await db.CaseEvents.AsNoTracking().Where(happened => references.Contains(happened.Reference))
            .OrderBy(happened => happened.Reference).ThenBy(happened => happened.Number).ToListAsync(cancellationToken);
        return new Recording
        {
            Conversation = row,
            Transcript = await db.Transcripts.AsNoTracking().Where(line => line.ConversationId == conversationId).OrderBy(line => line.Seq).ToListAsync(cancellationToken),
            Cases = cases,
            Events = events.GroupBy(happened => happened.Reference).ToDictionary(group => group.Key, IReadOnlyList<CaseEventRow> (group) => [.. group]),
            Outbox = await db.Outbox.AsNoTracking().Where(letter => letter.Recipient == conversationId).OrderBy(letter => letter.Id).ToListAsync(cancellationToken),
        };
    }
}

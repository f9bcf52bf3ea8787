using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.Platform;

namespace ServiceBot.Transcripts;

/// <summary>The transcript as the mailbox that clients read from. Compiled, since it runs with every poll and every reconnect.</summary>
internal sealed class Mailbox(BotDbFactory databases, Sealing sealing) : IMailbox
{
    private static readonly Func<BotDb, string, long, int, IAsyncEnumerable<MailboxEntry>> Page =
        EF.CompileAsyncQuery((BotDb db, string conversationId, long afterSeq, int limit) => db.Set<TranscriptRow>().AsNoTracking()
            .Where(row => row.ConversationId == conversationId && row.Seq > afterSeq)
            .OrderBy(row => row.Seq)
            .Take(limit)
            .Select(row => new MailboxEntry(row.Seq, row.Type, row.Payload)));

    public async Task<IReadOnlyList<MailboxEntry>> ReadAsync(
        string conversationId, long afterSeq, int limit, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var entries = new List<MailboxEntry>();
        await foreach (var entry in Page(db, conversationId, afterSeq, limit).WithCancellation(cancellationToken))
            entries.Add(entry with { Json = sealing.Open(entry.Json) });
        return entries;
    }
}

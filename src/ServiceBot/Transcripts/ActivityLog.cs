using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.Platform;

namespace ServiceBot.Transcripts;

/// <summary>The transcript as the log that clients read from. Compiled, since it runs with every poll and every reconnect.</summary>
internal sealed class ActivityLog(BotDbFactory databases, Sealing sealing) : IActivityLog
{
    private static readonly Func<BotDb, string, long, int, IAsyncEnumerable<LoggedActivity>> Page =
        EF.CompileAsyncQuery((BotDb db, string conversationId, long afterSeq, int limit) => db.Set<TranscriptRow>().AsNoTracking()
            .Where(row => row.ConversationId == conversationId && row.Seq > afterSeq)
            .OrderBy(row => row.Seq)
            .Take(limit)
            .Select(row => new LoggedActivity(row.Seq, row.Type, row.Payload)));

    public async Task<IReadOnlyList<LoggedActivity>> ReadAsync(
        string conversationId, long afterSeq, int limit, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var entries = new List<LoggedActivity>();
        await foreach (var entry in Page(db, conversationId, afterSeq, limit).WithCancellation(cancellationToken))
            entries.Add(entry with { Json = sealing.Open(entry.Json) });
        return entries;
    }
}

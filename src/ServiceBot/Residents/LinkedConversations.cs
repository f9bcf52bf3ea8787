using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;

namespace ServiceBot.Residents;

/// <summary>Which conversations are one person's. Each answer is one query over two indexes.</summary>
internal sealed class LinkedConversations(BotDbFactory databases)
{
    /// <summary>Her other conversations: the one she wants letters in first, then the newest link first.</summary>
    public async Task<IReadOnlyList<string>> OthersAsync(string conversationId, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var (links, residents) = (db.ResidentLinks, db.Residents);
        var others = from mine in links.AsNoTracking()
                     where mine.ConversationId == conversationId && mine.ResidentId != null
                     join other in links on mine.ResidentId equals other.ResidentId
                     join resident in residents on mine.ResidentId equals resident.Id
                     where other.ConversationId != conversationId
                     select new { other.ConversationId, other.LinkedAt, First = resident.LettersTo == other.ConversationId };
        return [.. (await others.ToListAsync(cancellationToken)).OrderByDescending(other => other.First).ThenByDescending(other => other.LinkedAt)
            .ThenBy(other => other.ConversationId, StringComparer.Ordinal).Select(other => other.ConversationId)];
    }

    /// <summary>The conversation itself and <see cref="OthersAsync"/>: where whatever is hers may have been begun.</summary>
    public async Task<IReadOnlyList<string>> AllAsync(string conversationId, CancellationToken cancellationToken) =>
        [conversationId, .. await OthersAsync(conversationId, cancellationToken)];

    /// <summary>Where letters about something that was begun in this conversation go.</summary>
    public async Task<string> ForLettersAsync(string conversationId, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var (links, residents) = (db.ResidentLinks, db.Residents);
        return await (from mine in links.AsNoTracking()
                      where mine.ConversationId == conversationId
                      join resident in residents on mine.ResidentId equals resident.Id
                      select resident.LettersTo).FirstOrDefaultAsync(cancellationToken) ?? conversationId;
    }
}

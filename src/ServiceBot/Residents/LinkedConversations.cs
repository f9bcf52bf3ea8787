using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;

namespace ServiceBot.Residents;

/// <summary>Which conversations are one person's. Each answer is one query over two indexes.</summary>
internal sealed class LinkedConversations(BotDbFactory databases)
{
    private static readonly StoreQuery<Func<BotDb, string, IAsyncEnumerable<Other>>> Others = new(() => EF.CompileAsyncQuery(
        (BotDb db, string id) => from mine in db.Set<ResidentLinkRow>().AsNoTracking()
                                 where mine.ConversationId == id && mine.ResidentId != null
                                 join other in db.Set<ResidentLinkRow>() on mine.ResidentId equals other.ResidentId
                                 join resident in db.Set<ResidentRow>() on mine.ResidentId equals resident.Id
                                 where other.ConversationId != id
                                 select new Other(other.ConversationId, other.LinkedAt, resident.LettersTo == other.ConversationId)));

    private static readonly StoreQuery<Func<BotDb, string, CancellationToken, Task<string?>>> LettersTo = new(() => EF.CompileAsyncQuery(
        (BotDb db, string id, CancellationToken _) => (from mine in db.Set<ResidentLinkRow>().AsNoTracking()
                                                       where mine.ConversationId == id
                                                       join resident in db.Set<ResidentRow>() on mine.ResidentId equals resident.Id
                                                       select resident.LettersTo).FirstOrDefault()));

    /// <summary>Her other conversations: the one she wants letters in first, then the newest link first.</summary>
    public async Task<IReadOnlyList<string>> OthersAsync(string conversationId, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        return [.. (await Others.On(db)(db, conversationId).ToListAsync(cancellationToken)).OrderByDescending(other => other.First).ThenByDescending(other => other.LinkedAt)
            .ThenBy(other => other.ConversationId, StringComparer.Ordinal).Select(other => other.ConversationId)];
    }

    /// <summary>The conversation itself and <see cref="OthersAsync"/>: where whatever is hers may have been begun.</summary>
    public async Task<IReadOnlyList<string>> AllAsync(string conversationId, CancellationToken cancellationToken) =>
        [conversationId, .. await OthersAsync(conversationId, cancellationToken)];

    /// <summary>Where letters about something that was begun in this conversation go.</summary>
    public async Task<string> ForLettersAsync(string conversationId, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        return await LettersTo.On(db)(db, conversationId, cancellationToken) ?? conversationId;
    }

    /// <param name="First">Letters go there.</param>
    private sealed record Other(string ConversationId, DateTimeOffset LinkedAt, bool First);
}

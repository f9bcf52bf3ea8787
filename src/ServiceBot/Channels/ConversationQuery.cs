using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;

namespace ServiceBot.Channels;

/// <summary>A conversation as last committed.</summary>
internal static class ConversationQuery
{
    private static readonly StoreQuery<Func<BotDb, string, CancellationToken, Task<ConversationRow?>>> ById = new(() => EF.CompileAsyncQuery(
        (BotDb db, string id, CancellationToken _) => db.Set<ConversationRow>().AsNoTracking().FirstOrDefault(row => row.Id == id)));

    public static Task<ConversationRow?> FindConversationAsync(this BotDb db, string id, CancellationToken cancellationToken) => ById.On(db)(db, id, cancellationToken);
}

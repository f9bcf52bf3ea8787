using ServiceBot.Channels;
using ServiceBot.Residents;

namespace ServiceBot.Conversations.Linking;

/// <summary>Tells the post room which conversations are one person's: what cannot reach her in one is tried in the next.</summary>
internal sealed class LinkedLetters(LinkedConversations linked) : ILinkedConversations
{
    public Task<IReadOnlyList<string>> OfAsync(string conversationId, CancellationToken cancellationToken) => linked.OthersAsync(conversationId, cancellationToken);
}

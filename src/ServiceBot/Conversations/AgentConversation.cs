using ServiceBot.Channels;
using ServiceBot.Channels.DirectLine;

namespace ServiceBot.Conversations;

/// <summary>A proxy agent's web chat: there is one, its id says whose, and it exists from the first letter on.</summary>
internal static class AgentConversation
{
    /// <summary>Whose web chat it is; null: nobody's.</summary>
    public static string? AgentOf(string conversationId) => ConversationIds.ProxyAgentOf(conversationId);

    /// <exception cref="InvalidOperationException">A letter was addressed to a conversation that does not exist.</exception>
    public static Opening OpeningOf(string conversationId) =>
        AgentOf(conversationId) is { } id
            ? new Opening { Channel = "directline", UserId = ConversationIds.OfProxyAgent(id).UserId, ProxyAgentId = id }
            : throw new InvalidOperationException($"There is no conversation {conversationId} to deliver to.");
}

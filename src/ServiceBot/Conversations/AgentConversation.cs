using ServiceBot.Channels;

namespace ServiceBot.Conversations;

/// <summary>A proxy agent's own conversation: there is one, its id says whose, and it exists from the first letter on.</summary>
internal static class AgentConversation
{
    private const string Prefix = "dl-agent-";

    /// <exception cref="InvalidOperationException">A letter was addressed to a conversation that does not exist.</exception>
    public static Opening OpeningOf(string conversationId) =>
        conversationId.StartsWith(Prefix, StringComparison.Ordinal)
            ? new Opening { Channel = "directline", UserId = "dl_agent_" + conversationId[Prefix.Length..], ProxyAgentId = conversationId[Prefix.Length..] }
            : throw new InvalidOperationException($"There is no conversation {conversationId} to deliver to.");
}

using ServiceBot.Channels;

namespace ServiceBot.Conversations;

/// <summary>A proxy agent's web chat: there is one, its id says whose, and it exists from the first letter on.</summary>
internal static class AgentConversation
{
    private const string Prefix = "dl-agent-";

    /// <summary>Whose web chat it is; null: nobody's.</summary>
    public static string? AgentOf(string conversationId) =>
        conversationId.StartsWith(Prefix, StringComparison.Ordinal) ? conversationId[Prefix.Length..] : null;

    /// <exception cref="InvalidOperationException">A letter was addressed to a conversation that does not exist.</exception>
    public static Opening OpeningOf(string conversationId) =>
        AgentOf(conversationId) is { } id
            ? new Opening { Channel = "directline", UserId = "dl_agent_" + id, ProxyAgentId = id }
            : throw new InvalidOperationException($"There is no conversation {conversationId} to deliver to.");
}

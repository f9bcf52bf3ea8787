namespace ServiceBot.Channels.DirectLine;

/// <summary>New names that nobody can guess: who knows the id of a conversation was given it.</summary>
internal static class ConversationIds
{
    public const string Prefix = "dl-";

    /// <summary>What the protocol demands of user ids that stand in tokens.</summary>
    public const string UserPrefix = "dl_";

    public static string New() => Prefix + Random128.Text();

    public static string NewUser() => UserPrefix + Random128.Text();

    private const string AgentPrefix = Prefix + "agent-";

    /// <summary>A proxy agent's own conversation and his user id in it; his rights come from the token only.</summary>
    public static (string ConversationId, string UserId) OfProxyAgent(string proxyAgentId) =>
        (AgentPrefix + proxyAgentId, $"{UserPrefix}agent_{proxyAgentId}");

    /// <summary>Whose own conversation it is; null: no proxy agent's.</summary>
    public static string? ProxyAgentOf(string conversationId) =>
        conversationId.StartsWith(AgentPrefix, StringComparison.Ordinal) ? conversationId[AgentPrefix.Length..] : null;
}

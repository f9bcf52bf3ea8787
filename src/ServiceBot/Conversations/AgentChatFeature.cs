namespace ServiceBot.Conversations;

/// <summary>The agent's own chat.</summary>
internal static class AgentChatFeature
{
    public static void AddAgentChat(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<AgentReader>();
        services.AddSingleton<AgentReplies>();
        services.AddSingleton<AgentErrands>();
        services.AddSingleton<AgentTurn>();
    }
}

using ServiceBot.Conversations.Lines;

namespace ServiceBot.Conversations;

/// <summary>The agent's web chat and his line.</summary>
internal static class AgentChatFeature
{
    public static void AddAgentChat(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<AgentReader>();
        services.AddSingleton<AgentReplies>();
        services.AddSingleton<AgentErrands>();
        services.AddSingleton<AgentLines>();
        services.AddSingleton<LineTurn>();
        services.AddSingleton<LineDesk>();
        services.AddSingleton<AgentTurn>();
    }
}

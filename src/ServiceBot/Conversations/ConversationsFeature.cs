namespace ServiceBot.Conversations;

/// <summary>The turn and its steps.</summary>
internal static class ConversationsFeature
{
    public static void AddConversations(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<StateJson>();
        builder.Services.AddSingleton<Turn>();
    }
}

using ServiceBot.Channels;

namespace ServiceBot.Conversations;

/// <summary>The turn and its steps.</summary>
internal static class ConversationsFeature
{
    public static void AddConversations(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<StateJson>();
        services.AddSingleton<IOptOuts, OptOuts>();
        services.AddSingleton<SmsWords>();
        services.AddSingleton<Rendering>();
        services.AddSingleton<ResidentTurn>();
        services.AddSingleton<Turn>();
    }
}

using ServiceBot.Channels;

namespace ServiceBot.Conversations.Linking;

/// <summary>Links between channels in the dialog.</summary>
internal static class LinkingFeature
{
    public static void AddLinking(this IServiceCollection services)
    {
        services.AddSingleton<ChannelNames>();
        services.AddSingleton<ElsewhereDrafts>();
        services.AddSingleton<LinkPreparation>();
        services.AddSingleton<ILinkedConversations, LinkedLetters>();
    }
}

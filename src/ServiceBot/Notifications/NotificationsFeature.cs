using ServiceBot.Cases;
using ServiceBot.Channels;

namespace ServiceBot.Notifications;

/// <summary>Letters.</summary>
internal static class NotificationsFeature
{
    public static void AddNotifications(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<LetterBox>();
        services.AddSingleton<AgentLetters>();
        services.AddSingleton<ICaseNotices, CaseNotices>();
        services.AddSingleton<IUnreached, Unreached>();
    }
}

using ServiceBot.Channels;
using ServiceBot.Conversations;
using ServiceBot.Data;
using ServiceBot.Platform;

namespace ServiceBot;

/// <summary>The table of contents: every feature is added and mapped here, in the order of the folders, and nowhere else.</summary>
internal static class ServiceBotApp
{
    public static void AddServiceBot(this WebApplicationBuilder builder)
    {
        builder.AddData();
        builder.AddPlatform();
        builder.AddHealth();
        builder.AddChannels();
        builder.AddConversations();
        builder.Services.AddHostedService<StartUp>();
    }

    public static void UseServiceBot(this WebApplication app)
    {
        app.UseDefaultFiles();
        app.UseStaticFiles();
        app.MapHealth();
    }
}

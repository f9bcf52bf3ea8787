using ServiceBot.Channels;
using ServiceBot.Console;
using ServiceBot.Conversations;
using ServiceBot.Data;
using ServiceBot.Platform;
using ServiceBot.Platform.Accounts;

namespace ServiceBot;

/// <summary>The table of contents: every feature is added and mapped here, in the order of the folders, and nowhere else.</summary>
internal static class ServiceBotApp
{
    public static void AddServiceBot(this WebApplicationBuilder builder)
    {
        builder.AddData();
        builder.AddPlatform();
        builder.AddHealth();
        builder.AddAccounts();
        builder.AddChannels();
        builder.AddConversations();
        builder.AddConsole();
        builder.Services.AddHostedService<StartUp>();
    }

    public static void UseServiceBot(this WebApplication app)
    {
        app.UseDefaultFiles();
        app.UseStaticFiles();
        app.UseConsole();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealth();
        app.MapConsole();
    }
}

using ServiceBot.Catalog;
using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Channels.BotFramework;
using ServiceBot.Channels.DirectLine;
using ServiceBot.Channels.Sms;
using ServiceBot.Channels.WeChat;
using ServiceBot.Console;
using ServiceBot.Conversations;
using ServiceBot.Data;
using ServiceBot.Dialogs;
using ServiceBot.Notifications;
using ServiceBot.Platform;
using ServiceBot.Platform.Accounts;
using ServiceBot.Residents;
using ServiceBot.Transcripts;
using ServiceBot.Understanding;
using ServiceBot.Understanding.Llm;

namespace ServiceBot;

/// <summary>The table of contents: every feature is added and mapped here, in the order of the folders, and nowhere else.</summary>
internal static class ServiceBotApp
{
    public static void AddServiceBot(this WebApplicationBuilder builder)
    {
        builder.AddData();
        builder.AddPlatform();
        builder.AddPageFiles();
        builder.AddHealth();
        builder.AddAccounts();
        builder.AddResidents();
        builder.AddCatalog();
        builder.AddChannels();
        builder.AddDirectLine();
        builder.AddBotFramework();
        builder.AddSms();
        builder.AddWeChat();
        builder.AddTranscripts();
        builder.AddUnderstanding();
        builder.AddLanguageModel();
        builder.AddCases();
        builder.AddDialogs();
        builder.AddNotifications();
        builder.AddAgentChat();
        builder.AddConversations();
        builder.AddConsole();
        builder.Services.AddSingleton<StartBanner>();
        builder.Services.AddHostedService<StartUp>();
    }

    public static void UseServiceBot(this WebApplication app)
    {
        app.UsePageFiles();
        app.UseConsole();
        app.UseWebSockets();
        app.UseRouting();
        app.UseCors();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealth();
        app.MapCatalog();
        app.MapDirectLine();
        app.MapBotFramework();
        app.MapSms();
        app.MapWeChat();
        app.MapConsole();
    }
}

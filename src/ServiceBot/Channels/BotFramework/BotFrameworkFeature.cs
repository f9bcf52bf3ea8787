namespace ServiceBot.Channels.BotFramework;

/// <summary>The Bot Framework endpoint and the Connector client for its replies.</summary>
internal static class BotFrameworkFeature
{
    public static void AddBotFramework(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<BotFrameworkOptions>().BindConfiguration(BotFrameworkOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddHttpClient(ChannelKeys.Client, client => client.Timeout = TimeSpan.FromSeconds(10));
        // The sender has its own limit, and a redirect would carry our token elsewhere.
        services.AddHttpClient(ConnectorSender.Client, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddSingleton<ChannelTokens>();
        services.AddSingleton<ConnectorToken>();
        services.AddSingleton<ISender, ConnectorSender>();
        services.AddHostedService<OpenOnLoopbackOnly>();
    }

    public static void MapBotFramework(this WebApplication app) => app.MapMessages();
}

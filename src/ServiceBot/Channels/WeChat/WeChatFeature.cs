namespace ServiceBot.Channels.WeChat;

/// <summary>A WeChat Official Account: the address the platform calls, and what calls the platform.</summary>
internal static class WeChatFeature
{
    public static void AddWeChat(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<WeChatOptions>().BindConfiguration(WeChatOptions.Section).ValidateDataAnnotations()
            .Validate(
                options => options.Templates.All(template => template is { Letter.Length: > 0, Id.Length: > 0, Fields.Count: > 0 }),
                $"{WeChatOptions.Section}:Templates have a Letter, an Id and Fields each.")
            .Validate(
                options => options.ApiBase.IsAbsoluteUri && (options.ApiBase.Scheme == Uri.UriSchemeHttps || options.ApiBase.IsLoopback),
                $"{WeChatOptions.Section}:ApiBase is https, or on this machine.")
            .ValidateOnStart();
        services.AddSingleton<SignedCalls>();
        services.AddSingleton<WeChatCall>();
        services.AddSingleton<WeChatLimits>();
        services.AddSingleton<LaterBox>();
        services.AddSingleton<WeChatDoor>();
        services.AddSingleton<WeChatTokenSource>();
        services.AddSingleton<WeChatToken>();
        services.AddSingleton<WeChatApi>();
        services.AddSingleton<ISender, WeChatSender>();
        services.AddHostedService<LaterWorker>();
        // The address of each call holds the access token, the body what is said: neither is logged, and no redirect carries them elsewhere.
        services.AddHttpClient(WeChatApi.Client, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
    }

    public static void MapWeChat(this WebApplication app) => app.MapCalls();
}

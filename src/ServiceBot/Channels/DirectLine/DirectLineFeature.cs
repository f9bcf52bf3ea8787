using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using ServiceBot.Channels.Attachments;

namespace ServiceBot.Channels.DirectLine;

/// <summary>Direct Line 3.0, hosted by ourselves, for the official clients and our own page.</summary>
internal static class DirectLineFeature
{
    private const string CorsPolicy = "DirectLine";

    public static void AddDirectLine(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<DirectLineOptions>().BindConfiguration(DirectLineOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<AttachmentOptions>().BindConfiguration(AttachmentOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<DirectLineSecret>();
        services.AddSingleton<DirectLineTokens>();
        services.AddSingleton<DirectLineLimits>();
        services.AddSingleton<StreamRegistry>();
        services.AddSingleton<AttachmentStore>();
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<DirectLineOptions>>((cors, options) =>
            cors.AddPolicy(CorsPolicy, policy => policy
                .WithOrigins(options.Value.Origins)
                .WithMethods("GET", "POST")
                .WithHeaders("Authorization", "Content-Type", "Accept", "x-ms-bot-agent", "x-requested-with")
                .WithExposedHeaders("Retry-After")
                .SetPreflightMaxAge(TimeSpan.FromHours(1))));
    }

    /// <summary>Needs <c>UseCors</c> and <c>UseWebSockets</c> before it.</summary>
    public static void MapDirectLine(this WebApplication app)
    {
        var group = app.MapGroup("/v3/directline").RequireCors(CorsPolicy).ExcludeFromDescription();
        group.AddEndpointFilter<RouteGroupBuilder, DirectLineAccess>();
        group.MapTokens();
        group.MapConversations();
        group.MapActivities();
        group.MapUpload();
        app.MapStream();
        app.MapChatToken();
        app.MapAttachments();
    }
}

namespace ServiceBot.Channels;

/// <summary>The post room: outbox, its dispatcher, health.</summary>
internal static class ChannelsFeature
{
    public static void AddChannels(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddScoped<OutboxDesk>();
        builder.Services.AddHostedService<OutboxDispatcher>();
    }
}

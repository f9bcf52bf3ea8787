using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ServiceBot.Channels;

/// <summary>The post room: outbox, its dispatcher, health.</summary>
internal static class ChannelsFeature
{
    public static void AddChannels(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<OutboxOptions>().BindConfiguration(OutboxOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<LetterFate>();
        services.AddSingleton<LetterHours>();
        services.AddSingleton<LostLetters>();
        services.TryAddSingleton<ILinkedConversations, NoLinks>();
        services.AddScoped<OutboxDesk>();
        services.AddHostedService<OutboxDispatcher>();
    }
}

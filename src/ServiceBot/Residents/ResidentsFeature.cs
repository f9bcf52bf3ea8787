namespace ServiceBot.Residents;

/// <summary>Who is writing: links between channels.</summary>
internal static class ResidentsFeature
{
    public static void AddResidents(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<LinkingOptions>().BindConfiguration(LinkingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<LinkCodes>();
        services.AddSingleton<LinkDesk>();
        services.AddSingleton<LinkedConversations>();
        services.AddHostedService<LinkSweep>();
    }
}

namespace ServiceBot.Platform;

/// <summary>Clock, sealing, texts, silo.</summary>
internal static class PlatformFeature
{
    public static void AddPlatform(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<TownshipClock>();
        services.AddSingleton<Sealing>();
        services.AddSingleton(provider => ContentFolders.Texts(provider.GetRequiredService<IConfiguration>()) is { } own
            ? TextBook.Load(ContentFolders.BuiltInTexts, own)
            : TextBook.Load(ContentFolders.BuiltInTexts));
        builder.AddSilo();
    }
}

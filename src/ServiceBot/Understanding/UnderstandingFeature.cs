using ServiceBot.Domain.Calendar;
using ServiceBot.Platform;

namespace ServiceBot.Understanding;

/// <summary>Recognisers in order; returns commands only.</summary>
internal static class UnderstandingFeature
{
    public static void AddUnderstanding(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(_ => Vocabulary.Load(Path.Combine(ContentFolders.BuiltInDialogs, "vocabulary")));
        builder.Services.AddSingleton<CatalogReading>();
        builder.Services.AddSingleton(provider =>
        {
            var catalog = provider.GetRequiredService<CatalogReading>();
            return new Understander(provider.GetRequiredService<Vocabulary>(), catalog.Regions, catalog.Sense, catalog.Danger, provider.GetRequiredService<WorkingCalendar>());
        });
    }
}

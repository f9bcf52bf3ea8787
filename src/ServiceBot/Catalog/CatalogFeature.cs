using ServiceBot.Catalog.Regions;

namespace ServiceBot.Catalog;

/// <summary>Items, articles, regions, search, answers.</summary>
internal static class CatalogFeature
{
    public static void AddCatalog(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<CatalogOptions>().BindConfiguration(CatalogOptions.Section);
        services.AddSingleton(_ => LoadRegions(builder.Configuration.GetSection(CatalogOptions.Section).Get<CatalogOptions>() ?? new()));
        services.AddSingleton<CurrentCatalog>();
        services.AddSingleton<QuestionReader>();
        services.AddSingleton<CatalogAnswers>();
    }

    private static RegionBook LoadRegions(CatalogOptions options) =>
        RegionBook.Load(options.RegionsFile ?? Path.Combine(AppContext.BaseDirectory, "Catalog", "Regions", "hebei-regions.csv.gz"), options.RegionAliasesFile);
}

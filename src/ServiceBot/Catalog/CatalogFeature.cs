using ServiceBot.Catalog.Regions;

namespace ServiceBot.Catalog;

/// <summary>Items, articles, regions, search, answers.</summary>
internal static class CatalogFeature
{
    public static void AddCatalog(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<CatalogOptions>().BindConfiguration(CatalogOptions.Section);
        services.AddSingleton(new Lazy<RegionBook>(() => LoadRegions(builder.Configuration)));
        services.AddSingleton(provider => provider.GetRequiredService<Lazy<RegionBook>>().Value);
        services.AddSingleton<CurrentCatalog>();
        services.AddSingleton(_ => LintWordsFile.Read());
        services.AddSingleton<CatalogStore>();
        services.AddSingleton<CatalogImport>();
        services.AddSingleton<CatalogStart>();
        services.AddHostedService<CatalogWatch>();
        services.AddSingleton<QuestionReader>();
        services.AddSingleton<CatalogAnswers>();
        services.AddSingleton<ItemFacts>();
        // Staff pages and their forms are no interface for others.
        services.AddOpenApi(options => options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("console", StringComparison.Ordinal) != true);
    }

    public static void MapCatalog(this WebApplication app)
    {
        CatalogEndpoints.Map(app);
        app.MapOpenApi();
    }

    private static RegionBook LoadRegions(ConfigurationManager configuration)
    {
        var options = configuration.GetSection(CatalogOptions.Section).Get<CatalogOptions>() ?? new CatalogOptions();
        var file = options.RegionsFile ?? Path.Combine(AppContext.BaseDirectory, "Catalog", "Regions", "hebei-regions.csv.gz");
        return RegionBook.Load(file, options.RegionAliasesFile);
    }
}

using Microsoft.Extensions.Options;
using ServiceBot.Catalog.Regions;
using ServiceBot.Platform.Accounts;

namespace ServiceBot.Catalog;

/// <summary>Before the first request: the samples on a first start, then the catalog and the regions in memory.</summary>
internal sealed partial class CatalogStart(
    CatalogStore store, CatalogImport import, Lazy<RegionBook> regions, IOptions<SampleOptions> samples, ILogger<CatalogStart> logger)
{
    /// <summary>Begins with the process: the store is made ready meanwhile.</summary>
    private readonly Task<RegionBook> _regions = Task.Run(() => regions.Value);

    public static string SampleFolder => Path.Combine(AppContext.BaseDirectory, "Catalog", "samples");

    /// <exception cref="InvalidDataException">The samples that come with the program do not pass their own lint.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (samples.Value.Enabled && await store.IsEmptyAsync(cancellationToken)) await ImportSamplesAsync(cancellationToken);
        else await store.LoadAsync(cancellationToken);
        Log.Ready(logger, (await _regions).Count);
    }

    private async Task ImportSamplesAsync(CancellationToken cancellationToken)
    {
        var files = new List<CatalogFile>();
        foreach (var file in Directory.EnumerateFiles(SampleFolder, "*.json").Order(StringComparer.Ordinal))
            files.Add(await CatalogFile.ReadAsync(file, cancellationToken));
        var outcome = await import.RunAsync(files, cancellationToken);
        if (outcome.Refused)
            throw new InvalidDataException(string.Join(Environment.NewLine, outcome.Findings.Select(one => $"{one.File}: {one.Finding.Item} {one.Finding.Field}: {one.Finding.Rule} {one.Detail}")));
    }

    private static partial class Log
    {
        [LoggerMessage(1203, LogLevel.Debug, "Catalog and {Regions} regions are in memory")]
        public static partial void Ready(ILogger logger, int regions);
    }
}

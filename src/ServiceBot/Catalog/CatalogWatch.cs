using ServiceBot.Platform;

namespace ServiceBot.Catalog;

/// <summary>Looks whether another process (an import, another replica) changed the catalog.</summary>
internal sealed partial class CatalogWatch(CatalogStore store, TimeProvider time, ILogger<CatalogWatch> logger) : Rounds(Every, time)
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    protected override async Task<bool> RoundAsync(CancellationToken cancellationToken)
    {
        if (await store.RefreshAsync(cancellationToken)) Log.Reloaded(logger);
        return true;
    }

    /// <summary>The catalog in memory goes on answering while the store is away.</summary>
    protected override void Failed(Exception exception) => Log.StoreAway(logger, exception);

    private static partial class Log
    {
        [LoggerMessage(1201, LogLevel.Information, "The catalog was changed elsewhere and read again")]
        public static partial void Reloaded(ILogger logger);

        [LoggerMessage(1202, LogLevel.Warning, "The catalog could not be compared with the store; the one in memory stays in force")]
        public static partial void StoreAway(ILogger logger, Exception exception);
    }
}

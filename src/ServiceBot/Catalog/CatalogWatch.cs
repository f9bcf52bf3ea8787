namespace ServiceBot.Catalog;

/// <summary>Looks whether another process (an import, another replica) changed the catalog.</summary>
internal sealed partial class CatalogWatch(CatalogStore store, TimeProvider time, ILogger<CatalogWatch> logger) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await store.RefreshAsync(stoppingToken)) Log.Reloaded(logger);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The catalog in memory goes on answering while the store is away.
                Log.StoreAway(logger, exception);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1201, LogLevel.Information, "The catalog was changed elsewhere and read again")]
        public static partial void Reloaded(ILogger logger);

        [LoggerMessage(1202, LogLevel.Warning, "The catalog could not be compared with the store; the one in memory stays in force")]
        public static partial void StoreAway(ILogger logger, Exception exception);
    }
}

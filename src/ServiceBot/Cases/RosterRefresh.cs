namespace ServiceBot.Cases;

/// <summary>Takes up what another process has changed in the roster.</summary>
internal sealed partial class RosterRefresh(Roster roster, TimeProvider time, ILogger<RosterRefresh> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await roster.ReloadAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.ReloadFailed(logger, exception);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2101, LogLevel.Warning, "The roster could not be read again; the last one stays in use")]
        public static partial void ReloadFailed(ILogger logger, Exception exception);
    }
}

using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;

namespace ServiceBot.Residents;

/// <summary>Codes and tries are of no use to anybody a day later. Deleting them twice or never changes nothing else.</summary>
internal sealed partial class LinkSweep(BotDbFactory databases, TimeProvider time, ILogger<LinkSweep> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    /// <summary>Longer than any lock.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.SweepFailed(logger, exception);
            }
        }
    }

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var over = time.GetUtcNow() - Kept;
        await using var db = databases.Create();
        await db.LinkCodes.Where(row => row.ExpiresAt < over).ExecuteDeleteAsync(cancellationToken);
        await db.LinkTries.Where(row => row.At < over).ExecuteDeleteAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1801, LogLevel.Warning, "Old link codes could not be deleted; the next hour tries again")]
        public static partial void SweepFailed(ILogger logger, Exception exception);
    }
}

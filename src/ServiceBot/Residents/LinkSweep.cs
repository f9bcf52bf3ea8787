using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;
using ServiceBot.Platform;

namespace ServiceBot.Residents;

/// <summary>Codes and tries are of no use to anybody a day later. Deleting them twice or never changes nothing else.</summary>
internal sealed partial class LinkSweep(BotDbFactory databases, TimeProvider time, ILogger<LinkSweep> logger) : Rounds(Every, time)
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    /// <summary>Longer than any lock.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    protected override async Task<bool> RoundAsync(CancellationToken cancellationToken)
    {
        await SweepAsync(cancellationToken);
        return true;
    }

    protected override void Failed(Exception exception) => Log.SweepFailed(logger, exception);

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var over = Time.GetUtcNow() - Kept;
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

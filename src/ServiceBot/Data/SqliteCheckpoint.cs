using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace ServiceBot.Data;

/// <summary>
/// Moves SQLite's write-ahead log into the database beside the commits instead of inside one of them: the thousandth commit would else
/// wait for the disk to take what the others wrote.
/// </summary>
internal sealed partial class SqliteCheckpoint(BotDbFactory databases, TimeProvider time, ILogger<SqliteCheckpoint> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private const long WorthIt = 4 << 20;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                Checkpoint();
            }
            catch (DbException exception)
            {
                // Nothing is lost: the next one, or a commit past the limit, does it.
                Log.CheckpointFailed(logger, exception);
            }
        }
    }

    private void Checkpoint()
    {
        using var db = databases.Create();
        var log = new FileInfo(db.Database.GetDbConnection().DataSource + "-wal");
        if (!log.Exists || log.Length < WorthIt) return;
        // Passive: it takes what no reader needs and waits for nobody.
        db.Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(PASSIVE)");
    }

    private static partial class Log
    {
        [LoggerMessage(1010, LogLevel.Warning, "SQLite's log could not be moved into the database; the next attempt follows")]
        public static partial void CheckpointFailed(ILogger logger, Exception exception);
    }
}

using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ServiceBot.Data;

/// <summary>
/// The one way rows of turns and cases are written. Units that wait at the same time share one transaction and one sync of the disk:
/// <list type="number">
/// <item>a writer takes everything that is waiting, up to a limit;</item>
/// <item>it writes it in one transaction: on SQLite with prepared commands and a savepoint around each unit, on the others as one batch
/// in one round trip;</item>
/// <item>a unit that breaks a unique key or misses its version fails alone: on SQLite back to its savepoint, on the others by running
/// the units of that group one by one;</item>
/// <item>only after the commit is anybody told.</item>
/// </list>
/// Not sealed: the simulator stands in its place and lets a process die before or after a commit.
/// </summary>
internal partial class GroupCommit : BackgroundService
{
    private readonly Channel<Pending> _queue = Channel.CreateUnbounded<Pending>();
    private readonly BotDbFactory _databases;
    private readonly StoreOptions _options;
    private readonly ILogger<GroupCommit> _logger;

    public GroupCommit(BotDbFactory databases, IOptions<StoreOptions> options, ILogger<GroupCommit> logger)
    {
        (_databases, _options, _logger) = (databases, options.Value, logger);
    }

    /// <returns>
    /// After the commit. Throws when the store is away: then the unit may or may not have been written, and the caller must not
    /// acknowledge; its unique keys make a second try harmless.
    /// </returns>
    public virtual async Task<CommitFailure> CommitAsync(CommitUnit unit, CancellationToken cancellationToken)
    {
        if (unit.Statements.Count == 0) return CommitFailure.None;
        var pending = new Pending(unit);
        await _queue.Writer.WriteAsync(pending, cancellationToken);
        return await pending.Outcome.Task;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var writers = _options.Provider == StoreProvider.Sqlite ? 1 : _options.Writers;
        return Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Factory.StartNew(
            () => WriteAsync(stoppingToken), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
    }

    private async Task WriteAsync(CancellationToken stoppingToken)
    {
        var group = new List<Pending>(_options.GroupSize);
        var writer = new GroupWriter(_databases, _options.Provider);
        try
        {
            while (await _queue.Reader.WaitToReadAsync(stoppingToken))
            {
                group.Clear();
                while (group.Count < _options.GroupSize && _queue.Reader.TryRead(out var pending)) group.Add(pending);
                if (group.Count == 0) continue;
                await CommitGroupAsync(writer, group);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Whatever still waits was not acknowledged: its sender asks again.
            while (_queue.Reader.TryRead(out var left)) left.Outcome.TrySetCanceled(stoppingToken);
        }
        finally
        {
            await writer.DisposeAsync();
        }
    }

    private async Task CommitGroupAsync(GroupWriter writer, List<Pending> group)
    {
        try
        {
            await writer.CommitAsync(group);
            foreach (var pending in group) pending.Outcome.TrySetResult(pending.Failure);
            return;
        }
        catch (Exception exception) when (group.Count > 1 && IsRefusal(exception))
        {
            Log.GroupSplit(_logger, group.Count, exception);
            await writer.ResetAsync();
        }
        catch (Exception exception)
        {
            Log.GroupFailed(_logger, group.Count, exception);
            await writer.ResetAsync();
            foreach (var pending in group) pending.Outcome.TrySetException(new StoreUnavailableException(exception));
            return;
        }

        // One unit holds what the store cannot: alone, it fails without the others. After a deadlock all go through.
        foreach (var pending in group) await CommitGroupAsync(writer, [pending]);
    }

    /// <summary>A unit in the queue, and whoever waits for it.</summary>
    internal sealed class Pending(CommitUnit unit)
    {
        public CommitUnit Unit { get; } = unit;

        public CommitFailure Failure { get; set; }

        public TaskCompletionSource<CommitFailure> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>True for "a unique key is taken" in each provider's own words.</summary>
    internal static bool IsDuplicate(DbException exception) => exception switch
    {
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode is 1555 or 2067,
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        SqlException server => server.Number is 2601 or 2627,
        _ => false,
    };

    /// <summary>
    /// True where the store is there and refused a statement (a missing value, a text that is too long or no text at all, a deadlock);
    /// false where it is away or out of room, so that asking again for each unit would only wait.
    /// </summary>
    private static bool IsRefusal(Exception exception) => exception switch
    {
        // SQLITE_TOOBIG, SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_RANGE.
        SqliteException sqlite => sqlite.SqliteErrorCode is 18 or 19 or 20 or 25,
        // Classes 08, 53, 57, 58: connection, resources, intervention by the operator, the system.
        PostgresException postgres => postgres.SqlState[..2] is not ("08" or "53" or "57" or "58"),
        // Severity 17 and above: resources and the system; 11 to 16 are the statement's own.
        SqlException server => server.Class is > 10 and < 17,
        DbException => false,
        _ => true,
    };

    private static partial class Log
    {
        [LoggerMessage(1002, LogLevel.Warning, "The store refused a row in a transaction of {Units} units; they were written one by one")]
        public static partial void GroupSplit(ILogger logger, int units, Exception exception);

        [LoggerMessage(1001, LogLevel.Error, "A transaction of {Units} units failed; none of them was acknowledged")]
        public static partial void GroupFailed(ILogger logger, int units, Exception exception);
    }
}

/// <summary>The store did not answer. Channels turn it into 503, so that the sender asks again.</summary>
internal sealed class StoreUnavailableException(Exception inner) : Exception("The store is not available.", inner);

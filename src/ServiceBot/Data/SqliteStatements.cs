using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ServiceBot.Data;

/// <summary>
/// Queries that were prepared before on the same connection are run again as they are: to SQLite, reading a query's text and planning it costs
/// more than finding the few rows it asks for. EF Core makes a new command each time; its values go into the one that is kept.
/// </summary>
internal sealed class SqliteStatements : DbCommandInterceptor
{
    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
        Execute(command, eventData, result);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // SQLite's driver has nothing to wait for.
        return ValueTask.FromResult(Execute(command, eventData, result));
    }

    public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        (eventData.Context as SqliteBotDb)?.Statements.GiveBack(eventData.DataReader);
        return result;
    }

    private static InterceptionResult<DbDataReader> Execute(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        if (result.HasResult || eventData.Context is not SqliteBotDb db || !command.CommandText.StartsWith("SELECT", StringComparison.Ordinal)) return result;
        return db.Statements.Execute(command) is { } reader ? InterceptionResult<DbDataReader>.SuppressWithResult(reader) : result;
    }
}

/// <summary>Of one connection, so of one thread at a time.</summary>
internal sealed class KeptStatements
{
    private const int Most = 128;
    private readonly Dictionary<string, DbCommand> _free = new(StringComparer.Ordinal);
    private readonly Dictionary<DbDataReader, DbCommand> _running = [];

    /// <returns>Null: it is to run as it is.</returns>
    public DbDataReader? Execute(DbCommand command)
    {
        if (!_free.Remove(command.CommandText, out var kept))
        {
            if (_free.Count + _running.Count >= Most) return null;
            kept = Copy(command);
        }
        else if (!Fill(kept, command))
        {
            kept.Dispose();
            return null;
        }

        kept.Transaction = command.Transaction;
        try
        {
            var reader = kept.ExecuteReader();
            _running[reader] = kept;
            return reader;
        }
        catch
        {
            kept.Dispose();
            throw;
        }
    }

    /// <summary>Its reader is being disposed. A reader that never is only costs its statement.</summary>
    public void GiveBack(DbDataReader reader)
    {
        if (!_running.Remove(reader, out var command)) return;
        reader.Dispose();
        if (!_free.TryAdd(command.CommandText, command)) command.Dispose();
    }

    private static DbCommand Copy(DbCommand command)
    {
        var copy = command.Connection!.CreateCommand();
        copy.CommandText = command.CommandText;
        copy.CommandTimeout = command.CommandTimeout;
        foreach (DbParameter parameter in command.Parameters)
        {
            var own = copy.CreateParameter();
            (own.ParameterName, own.DbType, own.Value) = (parameter.ParameterName, parameter.DbType, parameter.Value);
            copy.Parameters.Add(own);
        }

        copy.Transaction = command.Transaction;
        copy.Prepare();
        return copy;
    }

    private static bool Fill(DbCommand kept, DbCommand command)
    {
        if (kept.Parameters.Count != command.Parameters.Count) return false;
        for (var at = 0; at < kept.Parameters.Count; at++)
        {
            if (kept.Parameters[at].ParameterName != command.Parameters[at].ParameterName) return false;
            kept.Parameters[at].Value = command.Parameters[at].Value;
        }

        return true;
    }
}

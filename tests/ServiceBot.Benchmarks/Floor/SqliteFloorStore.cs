using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace ServiceBot.Benchmarks.Floor;

/// <summary>One thread, prepared commands, one transaction for everybody who waits, <c>synchronous=FULL</c>.</summary>
internal sealed class SqliteFloorStore : IFloorStore
{
    private const int GroupSize = 256;
    private readonly BlockingCollection<FloorPending> _queue = [];
    private readonly ConcurrentBag<SqliteConnection> _readers = [];
    private readonly string _connection;
    private readonly Thread _writer;

    public SqliteFloorStore(string connection, PreparedRecipe recipe)
    {
        _connection = connection;
        Recipe = recipe;
        _writer = new Thread(Write) { IsBackground = true };
        _writer.Start();
    }

    public PreparedRecipe Recipe { get; }

    public Task CommitAsync(FloorUnit unit)
    {
        var pending = new FloorPending(unit);
        _queue.Add(pending);
        return pending.Done.Task;
    }

    public Task<IReadOnlyList<string>> ReadAsync(string conversationId, long afterSeq)
    {
        if (!_readers.TryTake(out var connection)) connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT \"Payload\" FROM \"Transcript\" WHERE \"ConversationId\" = $1 AND \"Seq\" > $2 ORDER BY \"Seq\" LIMIT 100";
        command.Parameters.AddWithValue("$1", conversationId);
        command.Parameters.AddWithValue("$2", afterSeq);
        var payloads = new List<string>();
        using (var reader = command.ExecuteReader())
            while (reader.Read()) payloads.Add(reader.GetString(0));
        _readers.Add(connection);
        return Task.FromResult<IReadOnlyList<string>>(payloads);
    }

    public ValueTask DisposeAsync()
    {
        _queue.CompleteAdding();
        _writer.Join();
        foreach (var reader in _readers) reader.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Write()
    {
        using var connection = Open();
        var prepared = new Dictionary<FloorStatement, SqliteCommand>();
        var group = new List<FloorPending>(GroupSize);
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            group.Clear();
            group.Add(first);
            while (group.Count < GroupSize && _queue.TryTake(out var next)) group.Add(next);
            try
            {
                using var transaction = connection.BeginTransaction(deferred: false);
                foreach (var row in group.SelectMany(pending => pending.Unit.Rows)) Run(connection, transaction, prepared, row);
                transaction.Commit();
                foreach (var pending in group) pending.Done.SetResult();
            }
            catch (SqliteException exception)
            {
                foreach (var pending in group) pending.Done.TrySetException(exception);
            }
        }
    }

    private static void Run(SqliteConnection connection, SqliteTransaction transaction, Dictionary<FloorStatement, SqliteCommand> prepared, FloorRow row)
    {
        if (!prepared.TryGetValue(row.Statement, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = row.Statement.Text;
            for (var index = 0; index < row.Values.Length; index++) command.Parameters.Add(new SqliteParameter($"${index + 1}", null));
            prepared.Add(row.Statement, command);
        }

        command.Transaction = transaction;
        for (var index = 0; index < row.Values.Length; index++) command.Parameters[index].Value = row.Values[index] ?? DBNull.Value;
        if (command.ExecuteNonQuery() != 1) throw new InvalidOperationException($"no row: {row.Statement.Text}");
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();
        using var pragmas = connection.CreateCommand();
        pragmas.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; PRAGMA foreign_keys=ON;";
        pragmas.ExecuteNonQuery();
        return connection;
    }
}

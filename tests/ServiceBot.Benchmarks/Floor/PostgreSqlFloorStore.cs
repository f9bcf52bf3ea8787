using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;

namespace ServiceBot.Benchmarks.Floor;

/// <summary>A few connections, each with one prepared batch in one transaction for everybody who waits.</summary>
internal sealed class PostgreSqlFloorStore : IFloorStore
{
    private const int GroupSize = 256, Writers = 2;
    private readonly Channel<FloorPending> _queue = Channel.CreateUnbounded<FloorPending>();
    private readonly NpgsqlDataSource _source;
    private Task _writers = Task.CompletedTask;

    private PostgreSqlFloorStore(NpgsqlDataSource source) => _source = source;

    public static async Task<PostgreSqlFloorStore> OpenAsync(string connection, PreparedRecipe recipe)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection) { MaxAutoPrepare = 100, AutoPrepareMinUsages = 2 };
        var store = new PostgreSqlFloorStore(NpgsqlDataSource.Create(settings));
        store._writers = Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => store.WriteAsync()));
        await using var probe = await store._source.OpenConnectionAsync();
        return store;
    }

    public Task CommitAsync(FloorUnit unit)
    {
        var pending = new FloorPending(unit);
        _queue.Writer.TryWrite(pending);
        return pending.Done.Task;
    }

    public async Task<IReadOnlyList<string>> ReadAsync(string conversationId, long afterSeq)
    {
        await using var command = _source.CreateCommand("SELECT \"Payload\" FROM \"Transcript\" WHERE \"ConversationId\" = $1 AND \"Seq\" > $2 ORDER BY \"Seq\" LIMIT 100");
        command.Parameters.AddWithValue(conversationId);
        command.Parameters.AddWithValue(afterSeq);
        var payloads = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) payloads.Add(reader.GetString(0));
        return payloads;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.Complete();
        await _writers;
        await _source.DisposeAsync();
    }

    private async Task WriteAsync()
    {
        await using var connection = await _source.OpenConnectionAsync();
        var group = new List<FloorPending>(GroupSize);
        while (await _queue.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < GroupSize && _queue.Reader.TryRead(out var next)) group.Add(next);
            if (group.Count == 0) continue;
            try
            {
                await CommitAsync(connection, group);
                foreach (var pending in group) pending.Done.SetResult();
            }
            catch (Exception exception)
            {
                foreach (var pending in group) pending.Done.TrySetException(exception);
            }
        }
    }

    private static async Task CommitAsync(NpgsqlConnection connection, List<FloorPending> group)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var row in group.SelectMany(pending => pending.Unit.Rows))
        {
            var command = new NpgsqlBatchCommand(row.Statement.Text);
            for (var index = 0; index < row.Values.Length; index++) command.Parameters.Add(Parameter(row.Statement.PostgreSqlTypes[index], row.Values[index]));
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    private static NpgsqlParameter Parameter(string type, object? value) => type switch
    {
        "boolean" => new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Boolean, Value = value is null ? DBNull.Value : (long)value != 0 },
        "integer" => new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Integer, Value = value is null ? DBNull.Value : (int)(long)value },
        "bigint" => new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = value ?? DBNull.Value },
        "date" => new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Date, Value = value is null ? DBNull.Value : DateOnly.Parse((string)value, System.Globalization.CultureInfo.InvariantCulture) },
        _ => new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = value ?? DBNull.Value },
    };
}

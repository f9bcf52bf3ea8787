using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using ServiceBot.Data;

namespace ServiceBot.Benchmarks.Floor;

/// <summary>Watches the SQLite file of a running application and notes what each message added.</summary>
internal sealed class RecipeReader : IAsyncDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, RecipeTable> _tables;
    private readonly Dictionary<string, long> _seen = [];

    public RecipeReader(string file)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        _connection.Open();
        using var sqlite = new SqliteDesign().CreateDbContext([]);
        using var postgres = new PostgreSqlDesign().CreateDbContext([]);
        _tables = sqlite.Model.GetEntityTypes().Where(entity => entity.GetTableName() is not null).DistinctBy(entity => entity.GetTableName())
            .ToDictionary(entity => entity.GetTableName()!, entity => Describe(entity, postgres.Model.FindEntityType(entity.Name)!));
        foreach (var table in _tables.Keys) _seen[table] = LastRow(table);
    }

    /// <summary>What was added since the last call, once nothing more comes: letters follow their turn a moment later.</summary>
    public async Task<RecipeStep> NextAsync(string conversationId)
    {
        await QuietAsync();
        var inserts = new List<RecipeRow>();
        foreach (var (table, about) in _tables) inserts.AddRange(NewRows(table, about));
        return new RecipeStep(inserts, ConversationRow(conversationId));
    }

    public Recipe Finish(string conversationId, RecipeStep opening, IReadOnlyList<RecipeStep> steps) => new()
    {
        ConversationId = conversationId,
        Names = [conversationId, .. new[] { opening }.Concat(steps).SelectMany(step => step.Inserts).SelectMany(OwnNames).Distinct().Where(name => name != conversationId)],
        Tables = _tables,
        Opening = opening,
        Steps = steps,
    };

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task QuietAsync()
    {
        var before = -1L;
        for (var quiet = 0; quiet < 3;)
        {
            var now = _tables.Keys.Sum(LastRow);
            quiet = now == before ? quiet + 1 : 0;
            before = now;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    private static RecipeTable Describe(IEntityType entity, IEntityType postgres)
    {
        var key = entity.FindPrimaryKey()!;
        var properties = entity.GetProperties().Where(property => property.ValueGenerated == ValueGenerated.Never || !key.Properties.Contains(property)).ToList();
        int[] Positions(IEnumerable<IProperty> keyed) => [.. keyed.Select(property => properties.IndexOf(property))];
        var keys = entity.GetKeys().Select(unique => unique.Properties)
            .Concat(entity.GetIndexes().Where(index => index.IsUnique).Select(index => index.Properties)).Select(Positions).Where(unique => !unique.Contains(-1));
        return new RecipeTable(
            [.. properties.Select(property => property.GetColumnName())],
            [.. properties.Select(property => postgres.FindProperty(property.Name)!.GetColumnType())],
            [.. keys]);
    }

    private IEnumerable<RecipeRow> NewRows(string table, RecipeTable about)
    {
        var columns = string.Join(", ", about.Columns.Select(column => $"\"{column}\""));
        using var command = _connection.CreateCommand();
        command.CommandText = $"SELECT rowid, {columns} FROM \"{table}\" WHERE rowid > $last ORDER BY rowid";
        command.Parameters.AddWithValue("$last", _seen[table]);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            _seen[table] = reader.GetInt64(0);
            yield return new RecipeRow(table, [.. Enumerable.Range(1, about.Columns.Count).Select(index => Value(reader.GetValue(index)))]);
        }
    }

    private Dictionary<string, JsonElement> ConversationRow(string conversationId)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT * FROM \"Conversation\" WHERE \"Id\" = $id";
        command.Parameters.AddWithValue("$id", conversationId);
        using var reader = command.ExecuteReader();
        reader.Read();
        return Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, index => Value(reader.GetValue(index)));
    }

    private long LastRow(string table)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = $"SELECT ifnull(max(rowid), 0) FROM \"{table}\"";
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static JsonElement Value(object value) => JsonSerializer.SerializeToElement(value is DBNull ? null : value);

    /// <summary>A text that alone is a key names something of this run: a case's reference. A letter's key is made of such names and is none itself.</summary>
    private IEnumerable<string> OwnNames(RecipeRow row) => _tables[row.Table].Keys.Where(key => key.Length == 1 && row.Table != "Outbox")
        .Select(key => row.Values[key[0]]).Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!)
        .Where(name => name.Length > 5);
}

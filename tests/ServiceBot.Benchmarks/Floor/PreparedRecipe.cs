using System.Globalization;
using System.Text.Json;

namespace ServiceBot.Benchmarks.Floor;

/// <summary>A recipe with its statements made, so that the floor spends its time on HTTP and the disk.</summary>
internal sealed class PreparedRecipe
{
    private readonly Dictionary<string, FloorStatement> _inserts = [];

    public PreparedRecipe(Recipe recipe)
    {
        ConversationId = recipe.ConversationId;
        // Longest first: a key that holds the conversation's name must be replaced as a whole.
        Names = [.. recipe.Names.OrderByDescending(name => name.Length)];
        var conversation = recipe.Tables["Conversation"];
        string[] last = ["LastSeq", "Version", "Id"];
        var written = conversation.Columns.Where(column => !last.Contains(column)).ToList();
        string Type(string column) => conversation.PostgreSqlTypes[conversation.Columns.ToList().IndexOf(column)];
        ConversationUpdate = new FloorStatement(
            $"UPDATE \"Conversation\" SET {string.Join(", ", written.Append("LastSeq").Append("Version").Select((column, index) => $"\"{column}\" = ${index + 1}"))} "
            + $"WHERE \"Id\" = ${written.Count + 3} AND \"Version\" = ${written.Count + 4}",
            [.. written.Concat(last).Append("Version").Select(Type)]);
        Opening = Prepare(recipe, recipe.Opening, written);
        Steps = [.. recipe.Steps.Select(step => Prepare(recipe, step, written))];
    }

    public string ConversationId { get; }

    public IReadOnlyList<string> Names { get; }

    public FloorStatement ConversationUpdate { get; }

    public PreparedStep Opening { get; }

    public IReadOnlyList<PreparedStep> Steps { get; }

    private PreparedStep Prepare(Recipe recipe, RecipeStep step, List<string> written) => new(
        [.. step.Inserts.Select(row => new PreparedRow(Insert(row.Table, recipe.Tables[row.Table]), recipe, row))],
        [.. written.Select(column => Plain(step.Conversation[column]))],
        step.Conversation["LastSeq"].GetInt64(),
        step.Conversation["Version"].GetInt64());

    private FloorStatement Insert(string table, RecipeTable about)
    {
        if (_inserts.TryGetValue(table, out var made)) return made;
        var columns = string.Join(", ", about.Columns.Select(column => $"\"{column}\""));
        var parameters = string.Join(", ", about.Columns.Select((_, index) => $"${index + 1}"));
        return _inserts[table] = new FloorStatement($"INSERT INTO \"{table}\" ({columns}) VALUES ({parameters})", about.PostgreSqlTypes);
    }

    internal static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? (object)whole : value.GetDouble(),
        _ => value.GetString(),
    };
}

/// <param name="Text">Parameters $1, $2 …</param>
internal sealed record FloorStatement(string Text, IReadOnlyList<string> PostgreSqlTypes);

internal sealed record PreparedStep(IReadOnlyList<PreparedRow> Inserts, object?[] ConversationValues, long LastSeq, long Version);

/// <summary>One row of the recipe, ready to be written under other names.</summary>
internal sealed class PreparedRow
{
    private static long _unique;
    private readonly object?[] _values;
    private readonly bool[] _named;
    private readonly int[] _sequences;
    private readonly int _reply = -1;
    private readonly int _key = -1;
    private readonly int _fresh = -1;

    public PreparedRow(FloorStatement statement, Recipe recipe, RecipeRow row)
    {
        Statement = statement;
        var about = recipe.Tables[row.Table];
        _values = [.. row.Values.Select(PreparedRecipe.Plain)];
        _named = [.. _values.Select(value => value is string text && recipe.Names.Any(name => text.Contains(name, StringComparison.Ordinal)))];
        var own = row.Table is "Inbox" or "Transcript" && _values.Contains(recipe.ConversationId);
        _sequences = own ? [.. about.Columns.Index().Where(column => column.Item is "Seq" or "TurnSeq").Select(column => column.Index)] : [];
        if (own && row.Table == "Inbox") _key = about.Columns.ToList().IndexOf("Key");
        if (row.Table == "Outbox") _reply = about.Columns.ToList().IndexOf("Key");
        if (_reply >= 0 && !((string)_values[_reply]!).StartsWith("reply/", StringComparison.Ordinal)) _reply = -1;
        // A key in which nothing changes from round to round would be taken the second time.
        var frozen = about.Keys.FirstOrDefault(key => !key.Any(column => _named[column]));
        if (frozen is not null) _fresh = frozen[0];
    }

    public FloorStatement Statement { get; }

    public object?[] Fill(Dictionary<string, string> names, string key, long shift)
    {
        var filled = (object?[])_values.Clone();
        for (var index = 0; index < filled.Length; index++)
        {
            if (!_named[index]) continue;
            var text = (string)filled[index]!;
            foreach (var (old, fresh) in names) text = text.Replace(old, fresh, StringComparison.Ordinal);
            filled[index] = text;
        }

        foreach (var index in _sequences) filled[index] = (long)filled[index]! + shift;
        if (_key >= 0) filled[_key] = key;
        if (_reply >= 0) filled[_reply] = Shifted((string)filled[_reply]!, shift);
        if (_fresh >= 0) filled[_fresh] = filled[_fresh] is long ? Interlocked.Increment(ref _unique) + 1_000_000_000 : $"floor-{Interlocked.Increment(ref _unique)}";
        return filled;
    }

    /// <summary><c>reply/sms-…/12</c> with the seq of its round.</summary>
    private static string Shifted(string key, long shift)
    {
        var end = key.LastIndexOf('/') + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{key[..end]}{long.Parse(key.AsSpan(end), CultureInfo.InvariantCulture) + shift}");
    }
}

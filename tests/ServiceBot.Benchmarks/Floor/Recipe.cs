using System.Text.Json;

namespace ServiceBot.Benchmarks.Floor;

/// <summary>
/// The rows that one conversation wrote in our own store, step by step, taken from the database after each message: what the floor writes
/// again and again under other names. So floor and ours write the same tables, columns, indexes and bytes.
/// </summary>
internal sealed record Recipe
{
    public required string ConversationId { get; init; }
    /// <summary>Texts that name this one run (conversation, case reference, dialog instance): each round of the floor gets its own.</summary>
    public required IReadOnlyList<string> Names { get; init; }
    public required IReadOnlyDictionary<string, RecipeTable> Tables { get; init; }
    /// <summary>Opening the conversation.</summary>
    public required RecipeStep Opening { get; init; }
    /// <summary>One per message of a round.</summary>
    public required IReadOnlyList<RecipeStep> Steps { get; init; }

    public static Recipe Load(string file) => JsonSerializer.Deserialize<Recipe>(File.ReadAllText(file))!;

    public void Save(string file) => File.WriteAllText(file, JsonSerializer.Serialize(this));
}

/// <param name="Columns">In the order of a row's values; a key that the database gives itself is left out.</param>
/// <param name="PostgreSqlTypes">Store type per column: the values were read from SQLite, which knows only four.</param>
/// <param name="Keys">Primary key and unique indexes, as positions of columns.</param>
internal sealed record RecipeTable(IReadOnlyList<string> Columns, IReadOnlyList<string> PostgreSqlTypes, IReadOnlyList<int[]> Keys);

/// <param name="Inserts">In the order written.</param>
/// <param name="Conversation">The conversation's row afterwards, by column: the floor updates it behind its version.</param>
internal sealed record RecipeStep(IReadOnlyList<RecipeRow> Inserts, IReadOnlyDictionary<string, JsonElement> Conversation);

internal sealed record RecipeRow(string Table, IReadOnlyList<JsonElement> Values);

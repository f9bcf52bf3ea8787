using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceBot.Transcripts;

/// <summary>
/// What one reply told from the catalog:
/// <c>{"status":"answered","item":"HB-MZ-001","version":3,"facts":{"materials":"9f86d081884c7d65"},"asked":["Materials"]}</c>.
/// </summary>
/// <param name="Status"><c>answered</c>, <c>clarify</c>, <c>no_info</c>, <c>out_of_scope</c>, <c>cancelled</c>; <see cref="InDialog"/> for facts in a dialog's own text.</param>
/// <param name="Item">Code of the item or id of the article; null where none is meant.</param>
/// <param name="Version">Of the item; null where <paramref name="Item"/> is or was not published.</param>
internal sealed record AnswerRecord(string Status, string? Item = null, int? Version = null)
{
    public const string InDialog = "dialog";
    public const string NoInfo = "no_info";

    private static readonly AnswerJson Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>JSON name of each field told, and the hash of its value then; null where no fact was stated.</summary>
    public IReadOnlyDictionary<string, string>? Facts { get; init; }

    /// <summary>What she wanted to know: names of <c>CatalogField</c>; null where she asked in general.</summary>
    public IReadOnlyList<string>? Asked { get; init; }

    /// <summary>NoInfo → no_info.</summary>
    public static string StatusOf(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    /// <returns>Null for no record.</returns>
    public static string? Write(IReadOnlyList<AnswerRecord> records) => records.Count == 0 ? null : JsonSerializer.Serialize(records, Context.IReadOnlyListAnswerRecord);

    public static IReadOnlyList<AnswerRecord> Read(string? json) => json is null ? [] : JsonSerializer.Deserialize(json, Context.IReadOnlyListAnswerRecord) ?? [];

    /// <returns>Null where no record names a version.</returns>
    public static string? SourceOf(IReadOnlyList<AnswerRecord> records)
    {
        foreach (var record in records)
            if (record is { Item: { } item, Version: { } version }) return SourceOf(item, version);
        return null;
    }

    public static string SourceOf(string item, int version) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{item} v{version}");
}

[JsonSerializable(typeof(IReadOnlyList<AnswerRecord>))]
internal sealed partial class AnswerJson : JsonSerializerContext;

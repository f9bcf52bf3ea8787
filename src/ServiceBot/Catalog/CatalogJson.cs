using System.Collections;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ServiceBot.Domain.Catalog;

namespace ServiceBot.Catalog;

/// <summary>Items and articles as JSON: camel case, enums as words, no nulls, no empty lists, an unknown field is a fault.</summary>
internal static class CatalogJson
{
    // By reflection: generated metadata would set init-only lists that a file leaves out to null.
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutEmptyLists } },
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static JsonSerializerOptions Indented { get; } = new(Options) { WriteIndented = true, NewLine = "\n" };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;

    /// <summary>First 16 hex digits of SHA-256 over the JSON as this class writes it: independent of spaces and order in a file.</summary>
    public static string Hash(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)).AsSpan(0, 8));

    private static void LeaveOutEmptyLists(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            if (property.PropertyType != typeof(string) && typeof(IEnumerable).IsAssignableFrom(property.PropertyType))
                property.ShouldSerialize = static (_, value) => value is IEnumerable list && list.GetEnumerator().MoveNext();
    }
}

/// <summary>
/// An article as it is imported and exported:
/// <c>{"id":"ART-001","title":"什么是代办","text":"…","source":"…","date":"2014-07-30","keywords":["代办"]}</c>; an FAQ gives
/// <c>question</c> and <c>answer</c> instead of <c>text</c>.
/// </summary>
internal sealed record ArticleJson(
    string Id, string Title, string? Text, string? Question, string? Answer, string? Source, DateOnly? Date, IReadOnlyList<string>? Keywords)
{
    /// <summary>Null when id, title or the text is missing.</summary>
    public Article? ToArticle() =>
        string.IsNullOrWhiteSpace(Id) || (Title ?? Question) is not { Length: > 0 } title || (Text ?? Answer) is not { Length: > 0 } text ? null
            : new Article { Id = Id, Title = title, Question = Question, Text = text, Source = Source, Date = Date, Keywords = Keywords ?? [] };

    public static ArticleJson Of(Article article) => new(
        article.Id, article.Title, article.Question is null ? article.Text : null, article.Question,
        article.Question is null ? null : article.Text, article.Source, article.Date, article.Keywords);
}

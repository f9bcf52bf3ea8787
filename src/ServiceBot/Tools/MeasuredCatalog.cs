using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ServiceBot.Catalog;
using ServiceBot.Domain.Catalog;

namespace ServiceBot.Tools;

/// <summary>
/// A catalog to be measured, of whoever wrote it. What an import would refuse is named and used as far as it can be read: an unknown field is passed
/// over, of two entries with one code the first counts. A file may also be a bare list of articles.
/// </summary>
internal static class MeasuredCatalog
{
    private const int MostNamed = 20;
    private static readonly JsonSerializerOptions _items = new(CatalogJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };
    private static readonly JsonDocumentOptions _loose = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <returns>Null where a file is no catalog at all; what is wrong is written to <paramref name="output"/>.</returns>
    public static async Task<CatalogBook?> ReadAsync(IReadOnlyList<string> paths, TextWriter output, CancellationToken cancellationToken)
    {
        var (items, articles, faults) = (new Dictionary<string, ServiceItem>(), new Dictionary<string, Article>(), new List<string>());
        foreach (var path in paths)
        {
            if (await RootAsync(path, cancellationToken) is not { } root)
            {
                await output.WriteLineAsync($"{path}: no catalog; expected {{\"items\":[…],\"articles\":[…]}}");
                return null;
            }

            foreach (var (node, at) in List(root["items"]).Select((node, at) => (node, at)))
                if (Item(node) is not { Code.Length: > 0 } item) faults.Add($"{path}: items[{at}] is left out: no item");
                else if (!items.TryAdd(item.Code, item)) faults.Add($"{path}: items[{at}] is left out: a second {item.Code}");
            foreach (var (node, at) in List(root["articles"]).Select((node, at) => (node, at)))
                if (Article(node) is not { } article) faults.Add($"{path}: articles[{at}] is left out: id, title or text is missing");
                else if (!articles.TryAdd(article.Id, article)) faults.Add($"{path}: articles[{at}] is left out: a second {article.Id}");
        }

        foreach (var fault in faults.Take(MostNamed)) await output.WriteLineAsync(fault);
        if (faults.Count > MostNamed) await output.WriteLineAsync($"… and {faults.Count - MostNamed} more");
        return new CatalogBook(
            items.Values.Select(item => new CatalogEntry(item, 1, CatalogJson.Hash(CatalogJson.Write(item)))),
            articles.Values.Select(article => new ArticleEntry(article, 1, CatalogJson.Hash(CatalogJson.Write(article)))));
    }

    private static async Task<JsonObject?> RootAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return JsonNode.Parse(await File.ReadAllTextAsync(path, cancellationToken), documentOptions: _loose) switch
            {
                JsonArray list => new JsonObject { ["articles"] = list.DeepClone() },
                JsonObject root when root["items"] is JsonArray || root["articles"] is JsonArray => root,
                _ => null,
            };
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<JsonNode?> List(JsonNode? node) => node as JsonArray ?? [];

    private static ServiceItem? Item(JsonNode? node)
    {
        try
        {
            return node.Deserialize<ServiceItem>(_items);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Article? Article(JsonNode? node) => node is not JsonObject entry ? null : new ArticleJson(
        Text(entry["id"]) ?? "", Text(entry["title"])!, Text(entry["text"]), Text(entry["question"]), Text(entry["answer"]), Text(entry["source"]),
        DateOnly.TryParse(Text(entry["date"]), System.Globalization.CultureInfo.InvariantCulture, out var date) ? date : null,
        [.. List(entry["keywords"]).Select(Text).OfType<string>()]).ToArticle();

    /// <summary>A number is taken as it is written; an empty text is none.</summary>
    private static string? Text(JsonNode? node) => node is JsonValue value && value.ToString() is { Length: > 0 } text ? text : null;
}

using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceBot.Domain.Catalog;

namespace ServiceBot.Catalog;

/// <summary>A file with <c>{"items":[…],"articles":[…]}</c>, read as far as it can be: what cannot is a finding.</summary>
internal sealed record CatalogFile(string Name, IReadOnlyList<ServiceItem> Items, IReadOnlyList<Article> Articles, IReadOnlyList<FileFinding> Findings)
{
    public static async Task<CatalogFile> ReadAsync(string path, CancellationToken cancellationToken) =>
        Parse(Path.GetFileName(path), await File.ReadAllTextAsync(path, cancellationToken));

    public static CatalogFile Parse(string name, string text)
    {
        var items = new List<ServiceItem>();
        var articles = new List<Article>();
        var findings = new List<FileFinding>();
        void Fault(string item, string field, string rule, string? detail = null) =>
            findings.Add(new FileFinding(name, new ItemFinding(item, field, rule), detail));
        try
        {
            var root = JsonNode.Parse(text, documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (root is not JsonObject content) Fault("", "$", "json", "{\"items\":[…],\"articles\":[…]}");
            else
                foreach (var (part, value) in content)
                    if (value is not JsonArray list || part is not ("items" or "articles")) Fault("", part, "json", "{\"items\":[…],\"articles\":[…]}");
                    else
                        for (var i = 0; i < list.Count; i++)
                            if (part == "items") ReadItem(list[i], $"items[{i}]", items, Fault);
                            else ReadArticle(list[i], $"articles[{i}]", articles, Fault);
        }
        catch (JsonException exception)
        {
            Fault("", "$", "json", exception.Message);
        }

        return new CatalogFile(name, items, articles, findings);
    }

    private static void ReadItem(JsonNode? node, string place, List<ServiceItem> items, Action<string, string, string, string?> fault)
    {
        try
        {
            if (node.Deserialize<ServiceItem>(CatalogJson.Options) is { } item) items.Add(item);
            else fault(Text(node, "code") ?? place, place, "json", "null");
        }
        catch (JsonException exception)
        {
            fault(Text(node, "code") ?? place, exception.Path ?? place, "json", exception.Message);
        }
    }

    private static void ReadArticle(JsonNode? node, string place, List<Article> articles, Action<string, string, string, string?> fault)
    {
        var id = Text(node, "id") ?? place;
        try
        {
            if (node.Deserialize<ArticleJson>(CatalogJson.Options)?.ToArticle() is { } article) articles.Add(article);
            else fault(id, place, "article_malformed", null);
        }
        catch (JsonException exception)
        {
            fault(id, exception.Path ?? place, "json", exception.Message);
        }
    }

    private static string? Text(JsonNode? node, string name) =>
        node is JsonObject content && content[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}

/// <param name="Detail">What the reader said, for <c>json</c>; null otherwise.</param>
internal sealed record FileFinding(string File, ItemFinding Finding, string? Detail = null);

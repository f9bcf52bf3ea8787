using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceBot.Catalog;
using ServiceBot.Data;

namespace ServiceBot.Tools;

/// <summary><c>export items|articles FILE</c>: what is published, in the form that <c>import</c> takes.</summary>
internal sealed class ExportCommand(StoreSetup setup, CatalogStore store, CurrentCatalog catalog)
{
    public const string Usage = "export items|articles FILE";

    /// <returns>0 when written, 2 for wrong arguments.</returns>
    public async Task<int> RunAsync(string[] arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (arguments is not ["items" or "articles", var path])
        {
            await output.WriteLineAsync(Usage);
            return 2;
        }

        await setup.RunAsync(cancellationToken);
        await store.LoadAsync(cancellationToken);
        JsonNode?[] content = arguments[0] == "items"
            ? [.. catalog.Book.Items.Select(entry => JsonSerializer.SerializeToNode(entry.Item, CatalogJson.Options))]
            : [.. catalog.Book.Articles.Select(entry => JsonSerializer.SerializeToNode(ArticleJson.Of(entry.Article), CatalogJson.Options))];
        await File.WriteAllTextAsync(path, new JsonObject { [arguments[0]] = new JsonArray(content) }.ToJsonString(CatalogJson.Indented) + "\n", cancellationToken);
        await output.WriteLineAsync($"{content.Length} {arguments[0]} written to {path}");
        return 0;
    }
}

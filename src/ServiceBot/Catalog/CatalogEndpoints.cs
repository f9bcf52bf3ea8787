using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceBot.Domain.Catalog;
using ServiceBot.Platform;

namespace ServiceBot.Catalog;

/// <summary>
/// The published catalog for others: public by law, so without signing in. <c>Accept: application/ld+json</c> gets schema.org
/// GovernmentService instead of the item's own fields.
/// </summary>
internal static class CatalogEndpoints
{
    private const string LinkedData = "application/ld+json";

    public static void Map(WebApplication app)
    {
        var group = app.MapGroup("/api/catalog").WithTags("Catalog").AllowAnonymous();
        group.MapGet("/items", ListItems).WithName("ListItems").WithSummary("All items that answer today")
            .Produces<ItemList>(200, "application/json", LinkedData);
        group.MapGet("/items/{code}", GetItem).WithName("GetItem").WithSummary("One item; 404 when it is unknown, unpublished, switched off, cancelled or not yet in effect")
            .Produces<ServiceItem>(200, "application/json", LinkedData).ProducesProblem(404);
    }

    private static ContentHttpResult ListItems(HttpRequest request, CurrentCatalog catalog, TownshipClock clock)
    {
        var linked = WantsLinkedData(request);
        var items = catalog.Book.Open(clock.Today).Select(entry => (JsonNode)(linked ? CatalogLinkedData.Of(entry.Item) : Plain(entry)));
        var list = new JsonArray([.. items]);
        return linked
            ? Json(new JsonObject { ["@context"] = CatalogLinkedData.Context, ["@graph"] = list }, LinkedData)
            : Json(new JsonObject { ["items"] = list }, "application/json");
    }

    private static Results<ContentHttpResult, ProblemHttpResult> GetItem(string code, HttpRequest request, CurrentCatalog catalog, TownshipClock clock)
    {
        if (catalog.Book.FindOpen(code, clock.Today) is not { } entry) return TypedResults.Problem(statusCode: 404);
        if (!WantsLinkedData(request)) return Json(Plain(entry), "application/json");
        var linked = CatalogLinkedData.Of(entry.Item);
        linked.Insert(0, "@context", CatalogLinkedData.Context);
        return Json(linked, LinkedData);
    }

    private static JsonObject Plain(CatalogEntry entry)
    {
        var item = (JsonObject)JsonSerializer.SerializeToNode(entry.Item, CatalogJson.Options)!;
        item["version"] = entry.Version;
        item["hash"] = entry.Hash;
        return item;
    }

    private static bool WantsLinkedData(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals(LinkedData, StringComparison.OrdinalIgnoreCase));

    private static ContentHttpResult Json(JsonObject body, string type) =>
        TypedResults.Text(body.ToJsonString(CatalogJson.Options), type);

    /// <summary>Shape of the list, for the API's description.</summary>
    private sealed record ItemList(IReadOnlyList<ServiceItem> Items);
}

using System.Text.Json.Nodes;
using ServiceBot.Domain.Catalog;

namespace ServiceBot.Catalog;

/// <summary>An item as schema.org GovernmentService (https://schema.org/GovernmentService, read 2026-11).</summary>
internal static class CatalogLinkedData
{
    public const string Context = "https://schema.org";

    public static JsonObject Of(ServiceItem item)
    {
        var service = new JsonObject
        {
            ["@type"] = "GovernmentService",
            ["identifier"] = item.Code,
            ["name"] = new JsonArray(Text(item.Name, "zh-Hans"), item.NameEn is null ? null : Text(item.NameEn, "en")),
            ["alternateName"] = Array(item.ColloquialNames),
            ["serviceType"] = item.ItemType,
            ["category"] = item.Topic,
            ["serviceOperator"] = item.Department is null ? null : new JsonObject { ["@type"] = "GovernmentOrganization", ["name"] = item.Department },
            ["audience"] = new JsonObject { ["@type"] = "Audience", ["audienceType"] = string.Join(", ", item.ServiceObjects) },
            ["serviceOutput"] = Array(item.Results),
            ["termsOfService"] = string.Join("\n", item.AcceptConditions),
            ["availableChannel"] = new JsonArray([.. item.Places.Select(place => Channel(place, item))]),
        };
        if (item.Fees.Count > 0)
            service["offers"] = new JsonArray([.. item.Fees.Select(fee => new JsonObject { ["@type"] = "Offer", ["name"] = fee.Name, ["description"] = fee.Standard })]);
        foreach (var (name, value) in service.ToList())
            if (value is null or JsonArray { Count: 0 } || value is JsonValue text && text.TryGetValue(out string? empty) && empty.Length == 0)
                service.Remove(name);
        if (service["name"] is JsonArray names && names[^1] is null) names.RemoveAt(names.Count - 1);
        return service;
    }

    private static JsonObject Channel(HandlingPlace place, ServiceItem item)
    {
        var location = new JsonObject { ["@type"] = "Place", ["name"] = place.Name };
        if (place.Address is not null) location["address"] = place.Address;
        if (place.Hours is not null) location["openingHours"] = place.Hours;
        var channel = new JsonObject { ["@type"] = "ServiceChannel", ["serviceLocation"] = location };
        if ((place.Phone ?? item.ConsultPhone) is { } phone) channel["servicePhone"] = new JsonObject { ["@type"] = "ContactPoint", ["telephone"] = phone };
        if (item.OnlineUrl is not null) channel["serviceUrl"] = item.OnlineUrl;
        return channel;
    }

    private static JsonObject Text(string value, string language) => new() { ["@value"] = value, ["@language"] = language };

    private static JsonArray Array(IEnumerable<string> values) => new([.. values.Select(value => (JsonNode)value)]);
}

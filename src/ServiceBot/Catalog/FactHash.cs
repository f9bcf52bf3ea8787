using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ServiceBot.Domain.Catalog;

namespace ServiceBot.Catalog;

/// <summary>
/// What a single fact was worth when it was told: first 16 hex digits of SHA-256 over the field's JSON, as <see cref="CatalogJson"/>
/// writes it. A field that the item does not state has the value null, and a hash too: that there was none was told as well.
/// </summary>
internal static class FactHash
{
    private const string Faqs = "faqs";
    private static readonly string _absent = CatalogJson.Hash("null");
    // Per published version, on first use: an item is serialized once and not with every answer. Forgotten together with the version.
    private static readonly ConditionalWeakTable<ServiceItem, FrozenDictionary<string, string>> _known = [];

    /// <param name="field">JSON name: <c>materials</c>, <c>faqs[0]</c>.</param>
    public static string Of(ServiceItem item, string field) => _known.GetValue(item, All).GetValueOrDefault(field, _absent);

    /// <summary>Of the whole text: the passage that was shown was cut from it.</summary>
    public static string Of(Article article) => CatalogJson.Hash(article.Text);

    /// <summary>Whether the item still states what was told. A published question may have moved within its list.</summary>
    public static bool Holds(ServiceItem item, string field, string hash) =>
        Of(item, field) == hash
        || (field.StartsWith(Faqs + "[", StringComparison.Ordinal) && _known.GetValue(item, All).Any(fact => fact.Key.StartsWith(Faqs + "[", StringComparison.Ordinal) && fact.Value == hash));

    private static FrozenDictionary<string, string> All(ServiceItem item)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in JsonSerializer.SerializeToElement(item, CatalogJson.Options).EnumerateObject())
        {
            facts[field.Name] = CatalogJson.Hash(field.Value.GetRawText());
            if (field.Name != Faqs) continue;
            var at = 0;
            foreach (var faq in field.Value.EnumerateArray()) facts[$"{Faqs}[{at++}]"] = CatalogJson.Hash(faq.GetRawText());
        }

        return facts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

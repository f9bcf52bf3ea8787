using ServiceBot.Domain.Catalog;
using ServiceBot.Platform;

namespace ServiceBot.Catalog;

/// <summary>Single facts of an item for <c>{{catalog.field}}</c> in dialog texts: copied from the published version, never written into a text.</summary>
internal sealed class ItemFacts(CurrentCatalog catalog)
{
    /// <returns>Null for an item that is not open or a field it does not have.</returns>
    public string? Find(string code, string field, string locale, DateOnly today)
    {
        if (catalog.Book.FindOpen(code, today) is not { Item: var item }) return null;
        return field switch
        {
            "name" => TextBook.IsEnglish(locale) ? item.NameEn ?? item.Name : item.Name,
            "materials" => Lines(item.Materials.Select(material => Name(material, locale))),
            "conditions" => Lines(item.AcceptConditions),
            "department" => item.Department,
            "consultPhone" => item.ConsultPhone,
            "complaintPhone" => item.ComplaintPhone,
            _ => null,
        };
    }

    /// <summary>JSON name of the field that <paramref name="field"/> of a text is taken from.</summary>
    public static string FieldOf(string field) => field == "conditions" ? "acceptConditions" : field;

    private static string Name(Material material, string locale) => TextBook.IsEnglish(locale) ? material.NameEn ?? material.Name : material.Name;

    private static string? Lines(IEnumerable<string> lines)
    {
        var text = string.Join('\n', lines.Select((line, index) => $"{index + 1}. {line}"));
        return text.Length == 0 ? null : text;
    }
}

using System.Globalization;
using ServiceBot.Domain.Catalog;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Platform;

namespace ServiceBot.Catalog;

/// <summary>Puts one field of an item into the sentences of <c>answers.yml</c>. Values come from the item, words from the texts.</summary>
internal sealed class FieldTexts(TextBook texts, ServiceItem item, string locale, bool sms)
{
    private bool English => TextBook.IsEnglish(locale);

    public string ItemName => (English ? item.NameEn : item.ShortName) ?? item.Name;

    public string FullName => (English ? item.NameEn : null) ?? item.Name;

    /// <summary>Null when the item does not state it.</summary>
    public ToldField? Tell(CatalogField field) => field switch
    {
        CatalogField.Overview => Overview(),
        CatalogField.Materials => List("answer_materials", item.Materials.Select(MaterialLine), "materials"),
        CatalogField.Conditions => List("answer_conditions", item.AcceptConditions.Select(Line), "acceptConditions"),
        CatalogField.Steps => List("answer_steps", item.Steps.Select(StepLine), "steps"),
        CatalogField.TimeLimit => List("answer_time", Limits().Select(Line), "promisedLimit", "legalLimit", "specialProcedures"),
        CatalogField.Fee => Fee(),
        CatalogField.Amount => item.Benefit is null ? null : Told("answer_amount", [("value", item.Benefit)], "benefit"),
        CatalogField.Place => List("answer_place", item.Places.Select(PlaceLine), "places"),
        CatalogField.Department => item.Department is null ? null : Told("answer_department", [("department", item.Department), ("roles", Roles())], "department", "levelRoles"),
        CatalogField.LegalBasis => List("answer_basis", item.LegalBases.Select(basis => Line(basis.Law + basis.Article + Bracketed(basis.DocumentNumber))), "legalBases"),
        CatalogField.Phone => item.ConsultPhone is null ? null : Told("answer_phone", [("consult", item.ConsultPhone), ("complaint", item.ComplaintPhone ?? "")], "consultPhone", "complaintPhone"),
        CatalogField.Result => item.Results.Count == 0 ? null : Told("answer_result", [("list", string.Join(Text("list_separator"), item.Results))], "results"),
        CatalogField.InPerson => InPerson(),
        CatalogField.Proxy => Told("answer_proxy", [("proxy", ProxySentence())], "proxy", "proxyNote", "inPersonReason"),
        CatalogField.Online => item.HandleForms.Count == 0 ? null : Told("answer_online",
            [("forms", string.Join(Text("list_separator"), item.HandleForms)), ("online", string.Join(' ', new[] { item.OnlineDepth, item.OnlineUrl }.OfType<string>()))], "handleForms", "onlineDepth", "onlineUrl"),
        CatalogField.Remedies => item.Remedies is null ? null : new ToldField(item.Remedies, ["remedies"]),
        _ => null,
    };

    public string Limit(TimeLimit limit) =>
        Text("limit_" + Camel(limit.Unit.ToString()), ("n", limit.Value.ToString(CultureInfo.InvariantCulture))) + Bracketed(limit.Note);

    private ToldField Overview() => Told("answer_overview",
    [
        ("name", FullName), ("department", item.Department ?? ""), ("limit", Limits().FirstOrDefault() ?? ""),
        ("fee", item.Fees.Count == 0 ? item.FeeNote ?? "" : string.Join(Text("detail_separator"), item.Fees.Select(fee => fee.Standard))), ("proxy", ProxySentence()),
    ], "department", "promisedLimit", "legalLimit", "feeNote", "fees", "proxy");

    private IEnumerable<string> Limits()
    {
        if (item.PromisedLimit is { } promised) yield return Text("answer_promised", ("limit", Limit(promised)));
        if (item.LegalLimit is { } legal) yield return Text("answer_legal", ("limit", Limit(legal)));
        foreach (var special in item.SpecialProcedures)
            yield return Text(special.Counted ? "answer_special_counted" : "answer_special",
                ("name", special.Name), ("limit", special.Limit is { } limit ? Limit(limit) : ""));
    }

    private string MaterialLine(Material material, int at)
    {
        var detail = string.Join(Text("detail_separator"), new[] { material.Situation, material.Note }.OfType<string>());
        return Text("answer_material",
            ("n", Number(at)),
            ("name", (English ? material.NameEn : null) ?? material.Name),
            ("copies", Count("material_originals", material.Originals) + Count("material_copies", material.Copies)),
            ("need", material.Need switch { MaterialNeed.Optional => Text("material_optional"), MaterialNeed.Deferrable => Text("material_deferrable"), _ => "" }),
            ("detail", detail.Length == 0 ? "" : Text("material_detail", ("text", detail))));
    }

    private string StepLine(HandlingStep step, int at) => Text("answer_step",
        ("n", Number(at)), ("name", step.Name), ("by", Bracketed(step.By)),
        ("limit", step.Limit is { } limit ? Text("spaced", ("text", Limit(limit))) : ""), ("note", step.Note is { } note ? Text("spaced", ("text", note)) : ""));

    private string PlaceLine(HandlingPlace place) => Line(Text("answer_place_line",
        ("name", place.Name), ("address", Spaced(place.Address)), ("hours", Spaced(place.Hours)), ("phone", Spaced(place.Phone))));

    private ToldField? Fee()
    {
        if (item.Fees.Count == 0) return item.FeeNote is { } note ? Told("answer_fee_none", [("note", note)], "feeNote") : null;
        return List("answer_fee", item.Fees.Select(fee => Line(Text("answer_fee_line",
            ("name", fee.Name), ("standard", fee.Standard), ("basis", fee.Basis is { } basis ? Text("answer_fee_basis", ("basis", basis)) : "")))), "fees");
    }

    private ToldField InPerson() => item.OnSiteVisits == 0 && item.InPersonReason is null
        ? Told("answer_in_person_none", [], "onSiteVisits")
        : Told("answer_in_person",
            [("visits", Math.Max(1, item.OnSiteVisits).ToString(CultureInfo.InvariantCulture)), ("reason", item.OnSiteReason ?? item.InPersonReason ?? "")],
            "onSiteVisits", "onSiteReason", "inPersonReason");

    private string ProxySentence() => Text(
        item.Proxy switch { ProxyFit.Allowed => "answer_proxy_allowed", ProxyFit.HelpOnly => "answer_proxy_help", _ => "answer_proxy_no" },
        ("note", item.ProxyNote ?? item.InPersonReason ?? "")).TrimEnd();

    private string Roles() => string.Join(Text("detail_separator"), item.LevelRoles.Select(role => Text("answer_role", ("level", role.Key), ("role", role.Value))));

    private ToldField? List(string text, IEnumerable<string> lines, params string[] fields)
    {
        var list = string.Join('\n', lines);
        return list.Length == 0 ? null : Told(text, [("list", list)], fields);
    }

    private ToldField Told(string text, (string, string)[] values, params string[] fields) => new(Text(text, [("item", ItemName), .. values]).TrimEnd(), fields);

    private string Line(string text) => Text("line", ("text", text));

    private string Spaced(string? text) => text is null ? "" : Text("spaced", ("text", text));

    private string Bracketed(string? text) => text is null ? "" : Text("bracketed", ("text", text));

    private string Count(string text, int count) => count == 0 ? "" : Text(text, ("count", count.ToString(CultureInfo.InvariantCulture)));

    private static string Number(int at) => (at + 1).ToString(CultureInfo.InvariantCulture);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private string Text(string id, params (string Name, string Value)[] values) =>
        texts.Render(id, locale, values.ToDictionary(pair => pair.Name, pair => pair.Value), sms);
}

/// <param name="Fields">JSON names of the fields that the text was made of.</param>
internal sealed record ToldField(string Text, IReadOnlyList<string> Fields);

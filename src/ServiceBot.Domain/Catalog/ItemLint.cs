namespace ServiceBot.Domain.Catalog;

/// <summary>
/// Rules an item must keep before it is published: the six public fields of the seed document, the rules of a real city's catalog
/// (domain.md §1.7), and what this system needs to take a case.
/// </summary>
public static class ItemLint
{
    public const int LongestCode = 50;

    /// <summary>Every fault of one item; what it says about other items is checked by <see cref="CheckAll"/>.</summary>
    public static IEnumerable<ItemFinding> Check(ServiceItem item, LintWords words) =>
        [.. Identity(item), .. PublicFields(item), .. Limits(item, words), .. Visits(item, words), .. Fees(item), .. Phones(item),
            .. Materials(item, words), .. Licence(item, words), .. Life(item), .. Proxy(item)];

    /// <summary>Every fault of a catalog, the items' own ones included.</summary>
    /// <param name="items">All items that will be in force: the new ones and those that stay.</param>
    public static IEnumerable<ItemFinding> CheckAll(IReadOnlyList<ServiceItem> items, LintWords words)
    {
        var codes = items.GroupBy(item => item.Code).ToDictionary(group => group.Key, group => group.Count());
        foreach (var (code, _) in codes.Where(pair => pair.Value > 1)) yield return new(code, "code", "code_twice");
        foreach (var item in items)
        {
            foreach (var finding in Check(item, words)) yield return finding;
            if (item.RedirectTo is null) continue;
            if (item.RedirectTo == item.Code) yield return new(item.Code, "redirectTo", "redirect_to_itself");
            else if (!codes.ContainsKey(item.RedirectTo)) yield return new(item.Code, "redirectTo", "redirect_unknown");
        }

        var names = items.SelectMany(item => item.ColloquialNames.Append(item.Name).Distinct().Select(name => (name, item.Code)));
        foreach (var shared in names.GroupBy(pair => pair.name, pair => pair.Code))
            if (shared.Distinct().Skip(1).FirstOrDefault() is { } second)
                yield return new(second, "colloquialNames", "name_shared", FindingSeverity.Warning);
    }

    private static IEnumerable<ItemFinding> Identity(ServiceItem item)
    {
        if (item.Code.Length is 0 or > LongestCode || !item.Code.All(character => character is >= '0' and <= '9' or >= 'A' and <= 'Z' or '-'))
            yield return new(item.Code, "code", "code_malformed");
        if (Empty(item.Name)) yield return new(item.Code, "name", "name_missing");
    }

    /// <summary>实施主体, 设定依据, 申请条件, 申报材料, 审批流程, 办理时限: what is not public must not be carried out.</summary>
    private static IEnumerable<ItemFinding> PublicFields(ServiceItem item)
    {
        if (Empty(item.Department)) yield return new(item.Code, "department", "public_field_missing");
        if (item.LegalBases.Count == 0) yield return new(item.Code, "legalBases", "public_field_missing");
        if (item.AcceptConditions.Count == 0) yield return new(item.Code, "acceptConditions", "public_field_missing");
        if (item.Materials.Count == 0) yield return new(item.Code, "materials", "public_field_missing");
        if (item.Steps.Count == 0) yield return new(item.Code, "steps", "public_field_missing");
        if (item.LegalLimit is null && item.PromisedLimit is null) yield return new(item.Code, "promisedLimit", "public_field_missing");
    }

    private static IEnumerable<ItemFinding> Limits(ServiceItem item, LintWords words)
    {
        foreach (var (field, limit) in new[] { ("legalLimit", item.LegalLimit), ("promisedLimit", item.PromisedLimit) })
            if (limit is not null && (limit.Value < 0 || (limit.Value == 0) != (limit.Unit == LimitUnit.Immediate)))
                yield return new(item.Code, field, "limit_value");
        if (item is { LegalLimit: { } legal, PromisedLimit: { } promised } && promised.Unit != LimitUnit.Immediate)
        {
            if (legal.Unit != promised.Unit) yield return new(item.Code, "promisedLimit", "limit_units_differ", FindingSeverity.Warning);
            else if (promised.Value > legal.Value) yield return new(item.Code, "promisedLimit", "promised_over_legal");
        }

        if ((item.PromisedLimit ?? item.LegalLimit) is { } told && (told.Unit == LimitUnit.Immediate) != (item.CaseType == words.ImmediateCaseType))
            yield return new(item.Code, "caseType", "immediate_case_type");
    }

    private static IEnumerable<ItemFinding> Visits(ServiceItem item, LintWords words)
    {
        if (item.OnSiteVisits < 0) yield return new(item.Code, "onSiteVisits", "visits_negative");
        if (item.OnSiteVisits > 0 && Empty(item.OnSiteReason)) yield return new(item.Code, "onSiteReason", "visits_without_reason");
        if (item.OnSiteVisits == 0 && !Empty(item.OnSiteReason)) yield return new(item.Code, "onSiteReason", "reason_without_visits");
        if (item.OnSiteVisits > 0 && item.OnlineDepth is { } depth && words.FullyOnline.Any(word => depth.Contains(word, StringComparison.Ordinal)))
            yield return new(item.Code, "onSiteVisits", "fully_online_with_visits");
    }

    private static IEnumerable<ItemFinding> Fees(ServiceItem item)
    {
        for (var i = 0; i < item.Fees.Count; i++)
        {
            if (Empty(item.Fees[i].Standard)) yield return new(item.Code, $"fees[{i}].standard", "fee_without_standard");
            if (Empty(item.Fees[i].Basis)) yield return new(item.Code, $"fees[{i}].basis", "fee_without_basis");
        }

        if (item.Fees.Count == 0 && Empty(item.FeeNote)) yield return new(item.Code, "feeNote", "fee_not_told");
    }

    private static IEnumerable<ItemFinding> Phones(ServiceItem item)
    {
        if (Empty(item.ConsultPhone)) yield return new(item.Code, "consultPhone", "phone_missing");
        if (Empty(item.ComplaintPhone)) yield return new(item.Code, "complaintPhone", "phone_missing");
        if (!Empty(item.ConsultPhone) && Digits(item.ConsultPhone!) == Digits(item.ComplaintPhone ?? ""))
            yield return new(item.Code, "complaintPhone", "phones_equal");
    }

    private static IEnumerable<ItemFinding> Materials(ServiceItem item, LintWords words)
    {
        for (var i = 0; i < item.Materials.Count; i++)
        {
            var name = item.Materials[i].Name;
            if (Empty(name)) yield return new(item.Code, $"materials[{i}]", "material_without_name");
            else if (words.CatchAllMaterials.Any(word => name.Contains(word, StringComparison.Ordinal)))
                yield return new(item.Code, $"materials[{i}]", "material_catch_all");
            if (item.Materials[i] is { Originals: < 0 } or { Copies: < 0 }) yield return new(item.Code, $"materials[{i}]", "material_copies");
        }
    }

    private static IEnumerable<ItemFinding> Licence(ServiceItem item, LintWords words)
    {
        if (item.ItemType != words.LicenceItemType || item.CancelOn is not null) yield break;
        if (item.Faqs.Count == 0) yield return new(item.Code, "faqs", "licence_without_faq", FindingSeverity.Warning);
        if (item.Steps.Count < 5) yield return new(item.Code, "steps", "licence_steps", FindingSeverity.Warning);
    }

    private static IEnumerable<ItemFinding> Life(ServiceItem item)
    {
        if (item.CancelOn <= item.EffectiveFrom) yield return new(item.Code, "cancelOn", "cancel_before_effective");
        if (item.CancelOn is not null && Empty(item.CancelNote)) yield return new(item.Code, "cancelNote", "cancel_without_note", FindingSeverity.Warning);
        if (item.RegionCode is { } region && (region.Length != 12 || !region.All(char.IsAsciiDigit))) yield return new(item.Code, "regionCode", "region_malformed");
    }

    private static IEnumerable<ItemFinding> Proxy(ServiceItem item)
    {
        if (item is { Proxy: ProxyFit.No, VillageHandling: VillageHandling.Proxy }) yield return new(item.Code, "proxy", "proxy_conflict");
    }

    private static bool Empty(string? text) => string.IsNullOrWhiteSpace(text);

    private static string Digits(string phone) => string.Concat(phone.Where(char.IsAsciiDigit));
}

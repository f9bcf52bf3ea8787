namespace ServiceBot.Domain.Catalog;

/// <summary>A fault of an item, found before a resident meets it.</summary>
/// <param name="Item">Its code, as written.</param>
/// <param name="Field">Field in camel case as in the JSON: <c>promisedLimit</c>, <c>materials[2]</c>.</param>
/// <param name="Rule">Id of the rule: <c>promised_over_legal</c>; the sentence for staff is the text <c>lint_&lt;rule&gt;</c>.</param>
/// <param name="Severity">An error keeps the item out; a warning does not.</param>
public sealed record ItemFinding(string Item, string Field, string Rule, FindingSeverity Severity = FindingSeverity.Error)
{
    /// <summary>Id of the text that says it in a sentence.</summary>
    public string Message => "lint_" + Rule;
}

public enum FindingSeverity { Warning, Error }

/// <summary>Words the rules look for. They are data: a rule names none.</summary>
/// <param name="CatchAllMaterials">Parts of material names that ask for anything: 其他材料, 等相关材料. Banned because they send people home.</param>
/// <param name="ImmediateCaseType">办件类型 that is done at once: 即办件.</param>
/// <param name="LicenceItemType">事项类型 with the stricter rules: 行政许可.</param>
/// <param name="FullyOnline">网上办理深度 that needs no visit: Ⅳ, 全程网办.</param>
public sealed record LintWords(
    IReadOnlyList<string> CatchAllMaterials,
    string ImmediateCaseType,
    string LicenceItemType,
    IReadOnlyList<string> FullyOnline);

using ServiceBot.Cases;
using ServiceBot.Catalog;
using ServiceBot.Catalog.Regions;
using ServiceBot.Domain.Cases;
using ServiceBot.Domain.Catalog;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Platform;

namespace ServiceBot.Conversations;

/// <summary>What a dialog may know in one turn: the catalog of today, the agents on duty, the resident's own cases.</summary>
/// <param name="cases">Hers, newest first; empty where the turn is not about a case.</param>
internal sealed class TurnFacts(
    CatalogBook catalog, CatalogOptions options, RegionBook regions, Roster roster, AuthorisationText authorisation, TextBook texts,
    DateOnly today, IReadOnlyList<CaseRow> cases) : IDialogFacts
{
    private const string KeyProjectDialog = "project-request";

    public SubjectFacts? Find(SubjectKind kind, string code) => kind switch
    {
        SubjectKind.Item => catalog.FindOpen(code, today) is { } entry ? Of(entry.Item) : null,
        SubjectKind.Case => cases.FirstOrDefault(row => row.Reference == code) is { } row ? Of(row) : null,
        _ => null,
    };

    public IReadOnlyList<SubjectFacts> Offer(SubjectKind kind) => kind switch
    {
        SubjectKind.Item => [.. options.Popular.Select(code => Find(SubjectKind.Item, code)).OfType<SubjectFacts>().Take(9)],
        SubjectKind.Case => [.. cases.Where(row => row.State.IsOpen()).Take(9).Select(Of)],
        _ => [],
    };

    public string? Value(string name, DialogInstance instance, string locale)
    {
        if (name == "authorisation.text") return AuthorisationOf(instance, locale);
        if (!name.StartsWith("agent.", StringComparison.Ordinal) || AssignmentOf(instance) is not { } assignment) return null;
        return name switch
        {
            "agent.name" => assignment.Agent.Name,
            "agent.phone" => assignment.Agent.Phone,
            "agent.post" => assignment.Agent.Post,
            "agent.standin" => assignment.StandIn?.Name ?? texts.Render("stand_in_none", locale),
            _ => null,
        };
    }

    /// <summary>The 委托书 as shown at the review; the case keeps the very same text.</summary>
    public string? AuthorisationOf(DialogInstance instance, string locale)
    {
        if (instance.Item is null || catalog.FindOpen(instance.Item, today) is not { } entry) return null;
        if (AssignmentOf(instance) is not { } assignment) return null;
        return authorisation.Render(entry.Item, regions.Path(Answer(instance, "region")!), PrincipalOf(instance), assignment, today, locale);
    }

    /// <summary>A company for a key project, else the person it is done for.</summary>
    public static string PrincipalOf(DialogInstance instance) => Answer(instance, "company_name") ?? Answer(instance, "applicant_name") ?? "";

    public static string? Answer(DialogInstance instance, string slot) =>
        instance.Answers.TryGetValue(slot, out var entry) && !entry.Skipped ? entry.Value.Value : null;

    private Assignment? AssignmentOf(DialogInstance instance) =>
        Answer(instance, "region") is { } region ? roster.Assign(region, today) : null;

    private static SubjectFacts Of(ServiceItem item) => new()
    {
        Code = item.Code,
        Title = item.ShortName ?? item.Name,
        TitleEn = item.NameEn,
        Dialog = item.Dialog ?? (item.Family == ItemFamily.KeyProject ? KeyProjectDialog : null),
        Slots = item.IntakeSlots,
        Proxy = item.Proxy,
        Family = item.Family,
        Reason = item.InPersonReason ?? item.ProxyNote,
    };

    private static SubjectFacts Of(CaseRow row) => new() { Code = row.Reference, Title = row.ItemName, TitleEn = row.ItemNameEn };
}

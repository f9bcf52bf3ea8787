using ServiceBot.Domain.Catalog;
using ServiceBot.Platform;

namespace ServiceBot.Cases;

/// <summary>
/// The 委托书: the five elements of Civil Code art. 165 (agent, matter, scope, period, principal's consent), the stand-in clause that
/// art. 923 asks for, free of charge, ended by either side at any time (art. 933). Shown before the case exists and kept as shown.
/// </summary>
internal sealed class AuthorisationText(TextBook texts)
{
    public const string Id = "case_authorisation";

    public string Render(ServiceItem item, string regionName, string residentName, Assignment assignment, DateOnly day, string locale, bool sms = false) =>
        texts.Render(Id, locale, Args(item, regionName, residentName, assignment, day, locale), sms);

    /// <summary>Values by name: <c>resident, item, region, agent, post, phone, stand_in_clause, scope, period, day</c>.</summary>
    public IReadOnlyDictionary<string, string> Args(
        ServiceItem item, string regionName, string residentName, Assignment assignment, DateOnly day, string locale) =>
        CaseWords.In(
            locale,
            new Dictionary<string, string>
            {
                ["resident"] = residentName,
                ["item"] = item.Name,
                ["item_en"] = item.NameEn ?? item.Name,
                ["region"] = regionName,
                ["agent"] = assignment.Agent.Name,
                ["post"] = assignment.Agent.Post,
                ["phone"] = assignment.Agent.Phone,
                ["stand_in"] = assignment.StandIn?.Name ?? "",
                ["stand_in_phone"] = assignment.StandIn?.Phone ?? "",
                ["stand_in_clause"] = CaseWords.Text(assignment.StandIn is null ? "case_authorisation_stand_in_none" : "case_authorisation_stand_in"),
                ["scope"] = CaseWords.Text(item.Proxy == ProxyFit.Allowed ? "case_authorisation_scope" : "case_authorisation_scope_help"),
                ["period"] = CaseWords.Text("case_authorisation_period"),
                ["day"] = CaseWords.Day(day),
            },
            texts);
}

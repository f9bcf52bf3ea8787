using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ServiceBot.Cases;
using ServiceBot.Domain.Cases;
using ServiceBot.Platform;
using ServiceBot.Platform.Accounts;

namespace ServiceBot.Console.Errands;

/// <summary>The agent's day: new errands first, then what is due today or over, then the rest; each with its lamp.</summary>
internal sealed class IndexModel(CaseQueries cases, TownshipClock clock, AuditLog audit) : PageModel
{
    /// <summary>12-digit code of the village to show; null for all of his.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Village { get; set; }

    public IReadOnlyList<CaseLine> All { get; private set; } = [];

    public IReadOnlyList<ErrandGroup> Groups { get; private set; } = [];

    public IReadOnlyList<(string Code, string Name)> Villages { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var who = SignedIn.From(User);
        await audit.WriteAsync(who, AuditActs.CaseRead, "worklist", cancellationToken);
        All = await cases.WorklistAsync(who.ProxyAgentId!, cancellationToken);
        Villages = [.. All.Select(line => (line.RegionCode, line.RegionName)).Distinct().OrderBy(village => village.RegionCode, StringComparer.Ordinal)];
        Groups =
        [
            .. All.Where(line => string.IsNullOrEmpty(Village) || line.RegionCode == Village)
                .GroupBy(line => GroupOf(line, who.ProxyAgentId!))
                .OrderBy(group => Array.IndexOf(Order, group.Key))
                .Select(group => new ErrandGroup(group.Key, [.. group])),
        ];
    }

    private static readonly string[] Order =
        ["console_group_new", "console_group_today", "console_group_later", "console_group_waiting", "console_group_deliver"];

    private string GroupOf(CaseLine line, string proxyAgentId) => line switch
    {
        { State: CaseState.Authorised } => Order[0],
        _ when line.OfferedToId == proxyAgentId => Order[0],
        { State: CaseState.Completed } => Order[4],
        { State: CaseState.Supplement } => Order[3],
        { DueAt: { } due } when due < clock.TomorrowBegins => Order[1],
        _ => Order[2],
    };
}

/// <param name="Heading">Text id.</param>
internal sealed record ErrandGroup(string Heading, IReadOnlyList<CaseLine> Lines);

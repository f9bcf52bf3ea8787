using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ServiceBot.Cases;
using ServiceBot.Domain.Cases;
using ServiceBot.Platform.Accounts;

namespace ServiceBot.Console.Errands;

/// <summary>
/// One errand as its agent needs it on the way: who, what, which papers, by when, and what can be done now. Every act carries the version
/// that was on the screen; who was too late is told so and sees the fresh case.
/// </summary>
internal sealed class DetailsModel(CaseQueries cases, CaseDesk desk, CaseSeals seals, AuditLog audit) : PageModel
{
    [TempData]
    public string? Flash { get; set; }

    [BindProperty]
    public ErrandForm Form { get; set; } = new();

    public CaseDetail Case { get; private set; } = null!; // set before the page is rendered, or the answer is 404

    public IReadOnlySet<CaseVerb> Allowed { get; private set; } = new HashSet<CaseVerb>();

    /// <summary>In full for who answers for the errand, null for the others.</summary>
    public string? Phone { get; private set; }

    public IReadOnlyList<CaseAnswer> Answers { get; private set; } = [];

    /// <summary>Text id of why the act was refused.</summary>
    public string? Problem { get; private set; }

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancellationToken) =>
        await LoadAsync(reference, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string reference, CancellationToken cancellationToken)
    {
        var who = SignedIn.From(User);
        if (await cases.FindAsync(reference, cancellationToken) is not { } found || !RegionBorder.IsHis(who, found.Row)) return NotFound();
        if (Form.ToCommand() is not { } command) return BadRequest();

        var actor = CaseActor.ProxyAgent(who.ProxyAgentId!);
        var outcome = await desk.ActAsync(new CaseAct(found.Row.Reference, command, actor, Form.Version), cancellationToken);
        if (outcome is CaseOutcome.Done done)
        {
            Flash = "console_done";
            return Redirect(RegionBorder.IsHis(who, done.Case) ? Links.Errand(found.Row.Reference) : Links.Errands);
        }

        Problem = ((CaseOutcome.Refused)outcome).Reason;
        // Somebody may have taken it from him meanwhile.
        if (!await LoadAsync(reference, cancellationToken)) return NotFound();
        Response.StatusCode = Problem == CaseRefusals.Stale ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> LoadAsync(string reference, CancellationToken cancellationToken)
    {
        var who = SignedIn.From(User);
        if (await cases.FindAsync(reference, cancellationToken) is not { } found || !RegionBorder.IsHis(who, found.Row)) return false;

        Case = found;
        Allowed = CaseLifecycle.Allowed(found.Facts, CaseActor.ProxyAgent(who.ProxyAgentId!)).ToHashSet();
        await audit.WriteAsync(who, AuditActs.CaseRead, found.Row.Reference, cancellationToken);
        if (found.Row.ProxyAgentId == who.ProxyAgentId && found.Row.Phone is not null)
        {
            await audit.WriteAsync(who, AuditActs.PhoneRead, found.Row.Reference, cancellationToken);
            Phone = seals.Phone(found.Row);
        }

        Answers = seals.Answers(found.Row);
        return true;
    }
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ServiceBot.Cases;
using ServiceBot.Console.Outbox;
using ServiceBot.Platform.Accounts;

namespace ServiceBot.Console.Cases;

/// <summary>A case for staff: everything but the full numbers. The answers she gave are opened and masked.</summary>
internal sealed class DetailsModel(CaseQueries cases, CaseSeals seals, CasePrice price, AuditLog audit) : PageModel
{
    public CaseDetail Case { get; private set; } = null!; // set before the page is rendered, or the answer is 404

    public IReadOnlyList<CaseAnswer> Answers { get; private set; } = [];

    /// <summary>SMS that the errand took so far.</summary>
    public int Segments { get; private set; }

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancellationToken)
    {
        var who = SignedIn.From(User);
        if (await cases.FindAsync(reference, cancellationToken) is not { } found || !who.Sees(found.Row.RegionCode)) return NotFound();

        Case = found;
        await audit.WriteAsync(who, AuditActs.CaseRead, found.Row.Reference, cancellationToken);
        Answers = seals.Answers(found.Row);
        Segments = await price.OfAsync(found.Row, cancellationToken);
        return Page();
    }
}

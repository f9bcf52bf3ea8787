using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ServiceBot.Cases;
using ServiceBot.Domain.Cases;
using ServiceBot.Platform.Accounts;
using ServiceBot.Transcripts;

namespace ServiceBot.Console.Cases;

/// <summary>Cases of the reader's region, newest first, by state and lamp; a number leads straight to its case.</summary>
internal sealed class IndexModel(CaseQueries cases, AuditLog audit) : PageModel
{
    private const int PageSize = 50;

    /// <summary>What was typed into the search: a case number.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public CaseState? State { get; set; }

    /// <summary>Filters the page that was read: a lamp depends on the hour and is in no index.</summary>
    [BindProperty(SupportsGet = true)]
    public Lamp? Lamp { get; set; }

    public IReadOnlyList<CaseLine> Lines { get; private set; } = [];

    public string? Next { get; private set; }

    public bool NotANumber { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? after, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(Q))
        {
            if (CaseReference.TryParse(Q, out var reference)) return Redirect(Links.Case(reference.Value));
            NotANumber = true;
            return Page();
        }

        var who = SignedIn.From(User);
        if (who.RegionPrefix is not { } region) return Page();
        var place = Cursor.Parse(after) is { } cursor ? new CasePlace(cursor.At, cursor.Id) : null;
        await audit.WriteAsync(who, AuditActs.CaseRead, "list", cancellationToken);
        var read = await cases.ListAsync(new CaseFilter(region, State, After: place, Size: PageSize + 1), cancellationToken);
        if (read.Count > PageSize) Next = new Cursor(read[PageSize - 1].OpenedAt, read[PageSize - 1].Reference).ToString();
        Lines = [.. read.Take(PageSize).Where(line => Lamp is null || line.Lamp == Lamp)];
        return Page();
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.Platform.Accounts;

namespace ServiceBot.Console.Outbox;

/// <summary>Letters whose fate is open, that died or wait, with the reason, and the latest that left. Their words stay sealed.</summary>
internal sealed class IndexModel(BotDb db, RegionBorder border, OutboxDesk desk, AuditLog audit) : PageModel
{
    private const int Shown = 100, Latest = 20;

    [TempData]
    public string? Flash { get; set; }

    /// <summary>The provider may have it or not.</summary>
    public IReadOnlyList<OutboxRow> Uncertain { get; private set; } = [];

    public IReadOnlyList<OutboxRow> Dead { get; private set; } = [];

    public IReadOnlyList<OutboxRow> Waiting { get; private set; } = [];

    /// <summary>To providers, newest first.</summary>
    public IReadOnlyList<OutboxRow> Left { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var mine = Mine();
        Uncertain = await mine.Where(row => row.State == OutboxState.Uncertain).OrderByDescending(row => row.Id).Take(Shown).ToListAsync(cancellationToken);
        Dead = await mine.Where(row => row.State == OutboxState.Dead).OrderByDescending(row => row.Id).Take(Shown).ToListAsync(cancellationToken);
        Waiting = await mine.Where(row => row.State == OutboxState.Waiting).OrderBy(row => row.DueAt).Take(Shown).ToListAsync(cancellationToken);
        Left = await mine.Where(row => row.Kind == OutboxKind.Send && (row.State == OutboxState.Sent || row.State == OutboxState.Delivered))
            .OrderByDescending(row => row.Id).Take(Latest).ToListAsync(cancellationToken);
    }

    public Task<IActionResult> OnPostResendAsync(long id, CancellationToken cancellationToken) =>
        ActAsync(id, desk.ResendAsync, AuditActs.OutboxResend, "console_outbox_resent", cancellationToken);

    public Task<IActionResult> OnPostDiscardAsync(long id, CancellationToken cancellationToken) =>
        ActAsync(id, desk.DiscardAsync, AuditActs.OutboxDiscard, "console_outbox_discarded", cancellationToken);

    private async Task<IActionResult> ActAsync(
        long id, Func<OutboxRow, CancellationToken, Task<bool>> act, string name, string done, CancellationToken cancellationToken)
    {
        if (await Mine().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } row) return NotFound();
        var changed = await act(row, cancellationToken);
        if (changed)
            await audit.WriteAsync(SignedIn.From(User), name, row.Id.ToString(CultureInfo.InvariantCulture), cancellationToken);
        Flash = changed ? done : "console_outbox_changed";
        return Redirect(Links.Outbox);
    }

    private IQueryable<OutboxRow> Mine()
    {
        var conversations = border.Conversations(SignedIn.From(User));
        return db.Outbox.AsNoTracking().Where(row => conversations.Any(conversation => conversation.Id == row.Recipient));
    }
}

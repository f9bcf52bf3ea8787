using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ServiceBot.Channels;
using ServiceBot.Platform.Accounts;
using ServiceBot.Transcripts;

namespace ServiceBot.Console.Conversations;

/// <summary>One transcript, both sides, with what each message was understood as. Masked: nobody reads a full number here.</summary>
internal sealed class DetailsModel(TranscriptQueries transcripts, RegionBorder border, AuditLog audit) : PageModel
{
    public ConversationRow Conversation { get; private set; } = null!; // set before the page is rendered, or the answer is 404

    public IReadOnlyList<TranscriptLine> Lines { get; private set; } = [];

    public IReadOnlyList<string> Cases { get; private set; } = [];

    public bool HasEarlier => Lines.Count > 0 && Lines[0].Seq > 1;

    public async Task<IActionResult> OnGetAsync(string id, long? before, CancellationToken cancellationToken)
    {
        var who = SignedIn.From(User);
        if (await TranscriptQueries.FindAsync(border.Conversations(who), id, cancellationToken) is not { } found) return NotFound();

        Conversation = found;
        await audit.WriteAsync(who, AuditActs.ConversationRead, found.Id, cancellationToken);
        Lines = await transcripts.ReadAsync(found.Id, before, cancellationToken);
        Cases = await border.CasesOfAsync(who, found.Id, cancellationToken);
        return Page();
    }
}

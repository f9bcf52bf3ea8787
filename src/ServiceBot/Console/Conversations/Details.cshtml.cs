using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Catalog;
using ServiceBot.Channels;
using ServiceBot.Conversations;
using ServiceBot.Conversations.Lines;
using ServiceBot.Conversations.People;
using ServiceBot.Platform.Accounts;
using ServiceBot.Residents;
using ServiceBot.Transcripts;

namespace ServiceBot.Console.Conversations;

/// <summary>One transcript, both sides, with what each message was understood as. Masked: nobody reads a full number here.</summary>
/// <remarks>
/// Here a person takes the conversation over: while it is hers, the bot is silent, and what she writes reaches the resident as a letter,
/// once per form however often it is sent.
/// </remarks>
internal sealed class DetailsModel(
    TranscriptQueries transcripts, RegionBorder border, PersonRequests people, LineDesk lines, LinkedConversations linked, CurrentCatalog catalog, AuditLog audit, IGrainFactory grains,
    TimeProvider time) : PageModel
{
    public const int LongestReply = 500;

    [BindProperty]
    public string? Reply { get; set; }

    /// <summary>Made with the form: a second press of the button is the same reply.</summary>
    [BindProperty]
    public string? ReplyKey { get; set; }

    [TempData]
    public string? Flash { get; set; }

    public ConversationRow Conversation { get; private set; } = null!; // set before the page is rendered, or the answer is 404

    public IReadOnlyList<TranscriptLine> Lines { get; private set; } = [];

    public IReadOnlyList<string> Cases { get; private set; } = [];

    /// <summary>Why she waits for a person, who she is, what she had filled in.</summary>
    public IReadOnlyList<(PersonRequestRow Row, PersonDraft Draft)> Waiting { get; private set; } = [];

    /// <summary>What a line told from the catalog, and whether that still holds.</summary>
    public IEnumerable<ToldView> Told(TranscriptLine line) => AnswerRecord.Read(line.Answer).Where(record => record.Item is not null).Select(record => ToldView.Of(record, catalog.Book));

    /// <summary>Her other conversations, as far as the reader may see them.</summary>
    public IReadOnlyList<ConversationRow> Linked { get; private set; } = [];

    /// <summary>An agent's conversation on SMS or WeChat, not his web chat.</summary>
    public bool IsLine => IsLineOf(Conversation);

    public bool HasEarlier => Lines.Count > 0 && Lines[0].Seq > 1;

    public async Task<IActionResult> OnGetAsync(string id, long? before, CancellationToken cancellationToken)
    {
        var who = SignedIn.From(User);
        if (await TranscriptQueries.FindAsync(border.Conversations(who), id, cancellationToken) is not { } found) return NotFound();

        Conversation = found;
        await audit.WriteAsync(who, AuditActs.ConversationRead, found.Id, cancellationToken);
        Lines = await transcripts.ReadAsync(found.Id, before, cancellationToken);
        Waiting = [.. (await people.OfAsync(found.Id, cancellationToken)).Select(row => (row, people.Open(row)))];
        var others = await linked.OthersAsync(found.Id, cancellationToken);
        Linked = others.Count == 0 ? [] : await border.Conversations(who).AsNoTracking().Where(row => others.Contains(row.Id)).OrderByDescending(row => row.LastTurnAt).ToListAsync(cancellationToken);
        Cases = await border.CasesOfAsync(who, found.Id, cancellationToken);
        ReplyKey = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        return Page();
    }

    public Task<IActionResult> OnPostTakeAsync(string id, CancellationToken cancellationToken) => ActAsync(
        id, AuditActs.ConversationTake, "console_conversation_taken", (conversation, who) => people.TakeAsync(conversation, who.AccountId, who.Name, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostHandBackAsync(string id, CancellationToken cancellationToken) => ActAsync(
        id, AuditActs.ConversationHandBack, "console_conversation_handed_back", (conversation, who) => people.CloseAsync(conversation, who.AccountId, cancellationToken), cancellationToken);

    /// <summary>The phone is lost, or he has left: no more errands go there.</summary>
    public async Task<IActionResult> OnPostEndLineAsync(string id, CancellationToken cancellationToken)
    {
        var who = SignedIn.From(User);
        if (await TranscriptQueries.FindAsync(border.Conversations(who), id, cancellationToken) is not { ProxyAgentId: { } agent } found || !IsLineOf(found)) return NotFound();
        await audit.WriteAsync(who, AuditActs.LineEnd, found.Id, cancellationToken);
        await lines.EndAsync(agent, cancellationToken);
        Flash = "console_line_ended";
        return Redirect(Links.Conversation(found.Id));
    }

    public Task<IActionResult> OnPostReplyAsync(string id, CancellationToken cancellationToken)
    {
        var text = Reply?.Trim() ?? "";
        if (text.Length is 0 or > LongestReply || ReplyKey is not { Length: 32 })
        {
            Flash = "console_reply_empty";
            return Task.FromResult<IActionResult>(Redirect(Links.Conversation(id)));
        }

        var letter = new Letter { Text = "staff_reply", Args = new Dictionary<string, string> { ["text"] = text }, Urgent = true };
        return ActAsync(
            id, AuditActs.ConversationReply, "console_reply_sent", (conversation, who) => AnswerAsync(conversation, who, letter, cancellationToken), cancellationToken);
    }

    private static bool IsLineOf(ConversationRow row) => row.ProxyAgentId is not null && AgentConversation.AgentOf(row.Id) is null;

    /// <summary>Whoever answers has taken it: she must not hear that nobody came.</summary>
    private async Task AnswerAsync(string conversation, SignedIn who, Letter letter, CancellationToken cancellationToken)
    {
        await people.TakeAsync(conversation, who.AccountId, who.Name, cancellationToken);
        await grains.GetGrain<IConversation>(conversation).DeliverAsync("staff/" + ReplyKey, letter);
    }

    private async Task<IActionResult> ActAsync(string id, string act, string done, Func<string, SignedIn, Task> run, CancellationToken cancellationToken)
    {
        var who = SignedIn.From(User);
        if (await TranscriptQueries.FindAsync(border.Conversations(who), id, cancellationToken) is not { ProxyAgentId: null } found) return NotFound();
        await audit.WriteAsync(who, act, found.Id, cancellationToken);
        await run(found.Id, who);
        Flash = done;
        // An agent whose task is closed may no longer read it.
        return Redirect(act == AuditActs.ConversationHandBack && who.ProxyAgentId is not null ? Links.People : Links.Conversation(found.Id));
    }
}

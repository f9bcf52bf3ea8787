using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ServiceBot.Platform;
using ServiceBot.Platform.Accounts;
using ServiceBot.Transcripts;

namespace ServiceBot.Console.Conversations;

/// <summary>Conversations of the reader's region, newest first; a search looks into what both sides said.</summary>
internal sealed class IndexModel(TranscriptQueries transcripts, RegionBorder border, AuditLog audit) : PageModel
{
    public static readonly IReadOnlyList<string> Channels = ["directline", "sms", "wechat", "botframework"];

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Channel { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    /// <summary>Only those in which a person was asked for.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Waiting { get; set; }

    /// <summary>Code of an item or id of an article: only conversations that were told something of it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Item { get; set; }

    /// <summary>And of this version.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Version { get; set; }

    public Page<ConversationLine> Found { get; private set; } = new([], null);

    public async Task OnGetAsync(string? after, CancellationToken cancellationToken)
    {
        var who = SignedIn.From(User);
        var words = Q is { Length: > LongestSearch } ? Q[..LongestSearch] : Q;
        var filter = new ConversationFilter(
            string.IsNullOrEmpty(Channel) ? null : Channel, Start(From), Start(To?.AddDays(1)), words, Cursor.Parse(after), Waiting,
            string.IsNullOrWhiteSpace(Item) ? null : Item.Trim(), Version);
        // The list shows a line of each: that is reading too. What was searched for may itself be private and is not written down.
        await audit.WriteAsync(who, AuditActs.ConversationSearch, "list", cancellationToken);
        Found = await transcripts.ListAsync(border.Conversations(who), filter, cancellationToken);
    }

    private const int LongestSearch = 100;

    private static DateTimeOffset? Start(DateOnly? day) => day is { } date ? new DateTimeOffset(date, TimeOnly.MinValue, TownshipClock.Offset) : null;
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ServiceBot.Conversations.Questions;
using ServiceBot.Platform.Accounts;

namespace ServiceBot.Console.Questions;

/// <summary>What residents asked and got no answer to, grouped by what they asked for, the most frequent first.</summary>
internal sealed class IndexModel(QuestionGroups groups, QuestionBorder border, AuditLog audit) : PageModel
{
    /// <summary>Open ones, done ones, all.</summary>
    [BindProperty(SupportsGet = true)]
    public QuestionFilter Show { get; set; } = QuestionFilter.Open;

    public IReadOnlyList<QuestionGroup> Groups { get; private set; } = [];

    public QuestionCursor? Next { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? after, CancellationToken cancellationToken)
    {
        var who = SignedIn.From(User);
        if (border.Within(who) is not { } within) return Forbid();
        await audit.WriteAsync(who, AuditActs.QuestionRead, "list", cancellationToken);
        (Groups, Next) = await groups.ListAsync(within, Show, QuestionCursor.Parse(after), cancellationToken);
        return Page();
    }
}

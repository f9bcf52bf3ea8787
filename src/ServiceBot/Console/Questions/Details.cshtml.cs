using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ServiceBot.Conversations.Questions;
using ServiceBot.Platform.Accounts;

namespace ServiceBot.Console.Questions;

/// <summary>One group of unanswered questions: in which words, in which conversations, and what is to be made of it.</summary>
internal sealed class DetailsModel(QuestionGroups groups, QuestionBorder border, QuestionDesk desk, AuditLog audit) : PageModel
{
    [BindProperty]
    public string? Question { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    public string? Ways { get; set; }

    [BindProperty]
    public string? Source { get; set; }

    [BindProperty]
    public DateOnly? Date { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    /// <summary>Of the verdict on the screen: whoever was faster is not overruled.</summary>
    [BindProperty]
    public long Version { get; set; }

    [TempData]
    public string? Flash { get; set; }

    /// <summary>"FAQ-… 3 2": what was published, tried in how many ways, answering how many.</summary>
    [TempData]
    public string? Published { get; set; }

    public QuestionGroup Group { get; private set; } = null!; // set before the page is rendered, or the answer is 404

    public IReadOnlyList<string> Faults { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string key, CancellationToken cancellationToken)
    {
        if (await FindAsync(key, cancellationToken) is { } refused) return refused;
        await audit.WriteAsync(SignedIn.From(User), AuditActs.QuestionRead, key, cancellationToken);
        Question = Group.Newest is [var newest, ..] && !newest.Text.Contains('*', StringComparison.Ordinal) ? newest.Text : "";
        Ways = string.Join('\n', Group.Newest.Skip(1).Select(question => question.Text).Where(text => !text.Contains('*', StringComparison.Ordinal)).Take(3));
        return Page();
    }

    public Task<IActionResult> OnPostPublishAsync(string key, CancellationToken cancellationToken) => ActAsync(
        key,
        who => desk.PublishAsync(
            who, key, Version, new FaqDraft(Trim(Question), Trim(Answer), Trim(Ways).ReplaceLineEndings("\n"), Trim(Source), Date),
            [.. Group.Newest.Select(question => question.Text)], cancellationToken),
        cancellationToken);

    public Task<IActionResult> OnPostHandledAsync(string key, CancellationToken cancellationToken) => ActAsync(
        key, who => desk.SettleAsync(who, key, Version, QuestionVerdict.Handled, Trim(Note), cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostDismissAsync(string key, CancellationToken cancellationToken) => ActAsync(
        key, who => desk.SettleAsync(who, key, Version, QuestionVerdict.Dismissed, null, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostReopenAsync(string key, CancellationToken cancellationToken) => ActAsync(
        key, who => desk.ReopenAsync(who, key, Version, cancellationToken), cancellationToken);

    private async Task<IActionResult> ActAsync(string key, Func<SignedIn, Task<QuestionOutcome>> act, CancellationToken cancellationToken)
    {
        if (await FindAsync(key, cancellationToken) is { } refused) return refused;
        switch (await act(SignedIn.From(User)))
        {
            case QuestionOutcome.Refused { Faults: var faults }:
                Faults = faults;
                return Page();
            case QuestionOutcome.Stale:
                Flash = "console_question_changed";
                break;
            case QuestionOutcome.Done { ArticleId: { } id } done:
                Published = $"{id} {PageText.Number(done.Tried)} {PageText.Number(done.Answered)}";
                break;
            default:
                Flash = "console_question_done";
                break;
        }

        return Redirect(Links.Question(key));
    }

    /// <returns>Null when the group was found and may be seen.</returns>
    private async Task<IActionResult?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (border.Within(SignedIn.From(User)) is not { } within) return Forbid();
        if (await groups.FindAsync(within, key, cancellationToken) is not { } found) return NotFound();
        Group = found;
        return null;
    }

    private static string Trim(string? text) => text?.Trim() ?? "";
}

using Microsoft.AspNetCore.Mvc.RazorPages;
using ServiceBot.Conversations.People;
using ServiceBot.Platform.Accounts;

namespace ServiceBot.Console.People;

/// <summary>Residents who wait for a person, the most pressing first: an agent's own, staff's by region.</summary>
internal sealed class IndexModel(PersonRequests requests, AuditLog audit) : PageModel
{
    public IReadOnlyList<(PersonRequestRow Row, PersonDraft Draft)> Waiting { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var who = SignedIn.From(User);
        await audit.WriteAsync(who, AuditActs.ConversationSearch, "people", cancellationToken);
        var rows = await requests.WaitingAsync(RegionBorder.PersonRequests(who), cancellationToken);
        Waiting = [.. rows.Select(row => (row, requests.Open(row)))];
    }
}

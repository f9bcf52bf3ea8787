using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;
using ServiceBot.Platform;

namespace ServiceBot.Channels;

/// <summary>
/// A letter that cannot reach her there goes to her next conversation (<see cref="ILinkedConversations"/>), and after the last of them to whoever
/// runs her errand, so that he calls. Each step has a key, so taking it twice has no effect. Answers are not forwarded: she asks again.
/// </summary>
internal sealed class LostLetters(
    BotDbFactory databases, GroupCommit commits, ILinkedConversations links, IUnreached unreached, OutboxSignal signal, Sealing sealing, TimeProvider time)
{
    private const string Via = "/via/";

    /// <param name="row">What could not be sent.</param>
    public async Task ForwardSentAsync(OutboxRow row, bool optedOut, CancellationToken cancellationToken)
    {
        if (row.Urgency == OutboxUrgency.Answer || row.TurnSeq is not { } seq) return;
        var activity = ActivityId.Of(row.Recipient, seq);
        await using var db = databases.Create();
        var letters = await db.Outbox.AsNoTracking()
            .Where(letter => letter.Recipient == row.Recipient && letter.Kind == OutboxKind.Notify && letter.ProviderId == activity)
            .OrderBy(letter => letter.Id).ToListAsync(cancellationToken);
        foreach (var letter in letters) await ForwardAsync(letter, optedOut, cancellationToken);
    }

    public async Task ForwardAsync(OutboxRow letter, bool optedOut, CancellationToken cancellationToken)
    {
        var origin = await OriginAsync(letter, cancellationToken);
        var said = Open(origin);
        if (said.OnlyHere) return;
        // What is for an agent at work is nothing for other conversations of the person who is the agent.
        var others = said.ForAgent is null ? await links.OfAsync(origin.Recipient, cancellationToken) : [];
        var places = others.Prepend(origin.Recipient).Distinct().ToList();
        var next = places.ElementAtOrDefault(places.IndexOf(letter.Recipient) + 1);
        var row = next is null ? await unreached.TellAsync(origin, optedOut, cancellationToken) : Copy(origin, next);
        if (row is null) return;
        var unit = new CommitUnit();
        unit.Insert(row);
        if (await commits.CommitAsync(unit, cancellationToken) == CommitFailure.None) signal.Wake(row.Recipient);
    }

    private async Task<OutboxRow> OriginAsync(OutboxRow letter, CancellationToken cancellationToken)
    {
        var via = letter.Key.IndexOf(Via, StringComparison.Ordinal);
        if (via < 0) return letter;
        var key = letter.Key[..via];
        await using var db = databases.Create();
        return await db.Outbox.AsNoTracking().FirstOrDefaultAsync(row => row.Key == key, cancellationToken) ?? letter;
    }

    /// <summary>Without the dialog and the buttons: the errand is answered where it was begun.</summary>
    private OutboxRow Copy(OutboxRow origin, string recipient)
    {
        var letter = Open(origin) with { StartDialog = null, Choices = [] };
        var now = time.GetUtcNow();
        return new OutboxRow
        {
            Recipient = recipient,
            Kind = OutboxKind.Notify,
            Key = $"{origin.Key}{Via}{recipient}",
            Payload = sealing.Seal(JsonSerializer.Serialize(letter, JsonSerializerOptions.Web)),
            CreatedAt = now,
            DueAt = now,
            Urgency = origin.Urgency,
            CaseReference = origin.CaseReference,
        };
    }

    private Letter Open(OutboxRow row) => JsonSerializer.Deserialize<Letter>(sealing.Open(row.Payload), JsonSerializerOptions.Web)!;
}

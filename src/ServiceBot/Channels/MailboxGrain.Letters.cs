using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;

namespace ServiceBot.Channels;

/// <summary>Letters into a conversation: those that are due together become one message on a phone.</summary>
internal sealed partial class MailboxGrain
{
    private static readonly StoreQuery<Func<BotDb, string, DateTimeOffset, long, IAsyncEnumerable<OutboxRow>>> HeldBefore = new(() => EF.CompileAsyncQuery(
        (BotDb db, string recipient, DateTimeOffset now, long before) => db.Set<OutboxRow>().AsNoTracking()
            .Where(row => row.Recipient == recipient && row.State == OutboxState.Waiting)
            .Where(row => row.Kind == OutboxKind.Notify && row.DueAt > now && row.Attempts == 0 && row.Id < before)
            .OrderBy(row => row.Id).Take(BatchSize)));

    /// <summary>When news last went to her phone from here. A restart forgets it: the next news goes at once.</summary>
    private DateTimeOffset? _toldAt;

    /// <returns>True when something was told.</returns>
    private async Task<bool> TellAsync(List<OutboxRow> letters, CancellationToken cancellationToken)
    {
        var due = letters.TakeWhile(row => row.DueAt <= time.GetUtcNow()).ToList();
        if (due.Count == 0) return false;
        var conversation = await ConversationAsync(cancellationToken);
        due.RemoveAll(row => Held(row, conversation, _toldAt));
        // She is awake, or it is morning: what was held before comes first, in order.
        if (due.LastOrDefault(row => row.Urgency == OutboxUrgency.Normal) is { } newest) due = await WithHeldAsync(due, newest.Id, cancellationToken);
        var together = LetterHours.Rings(conversation) && conversation!.ProxyAgentId is null;
        var told = false;
        foreach (var some in together && due.Count > 0 ? [due] : due.Select(row => new List<OutboxRow> { row }))
        {
            var results = await TellAsync(some);
            foreach (var (row, result) in some.Zip(results))
            {
                if (result is SendResult.Sent && LetterHours.Rings(conversation) && optOuts.Holds(conversation!)) await lost.ForwardAsync(row, optedOut: true, cancellationToken);
                row.Attempts++;
                fate.Decide(row, result);
                Decided(row);
            }

            told = results.All(result => result is SendResult.Sent);
            if (!told) break;
            if (together) _toldAt = time.GetUtcNow();
        }

        await WriteAsync();
        return told;
    }

    private async Task<List<OutboxRow>> WithHeldAsync(List<OutboxRow> due, long before, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var held = await HeldBefore.On(db)(db, Recipient, time.GetUtcNow(), before).ToListAsync(cancellationToken);
        return [.. held.Concat(due).OrderBy(row => row.Id)];
    }

    /// <summary>Not yet: it comes back when its time has come. What is urgent or an answer goes past it.</summary>
    private bool Held(OutboxRow row, ConversationRow? conversation, DateTimeOffset? lastTold)
    {
        if (hours.Holds(row.Urgency, conversation, lastTold) is not { } until) return false;
        if (row.DueAt != until)
        {
            row.DueAt = until;
            Decided(row);
        }

        return true;
    }

    private async Task<IReadOnlyList<SendResult>> TellAsync(List<OutboxRow> rows)
    {
        try
        {
            var due = rows.Select(row => new DueLetter(row.Key, JsonSerializer.Deserialize<Letter>(sealing.Open(row.Payload), JsonSerializerOptions.Web)!));
            var receipts = await GrainFactory.GetGrain<IConversation>(Recipient).DeliverAllAsync([.. due]);
            return [.. receipts.Select(receipt => new SendResult.Sent(receipt.ActivityId))];
        }
        catch (Exception exception)
        {
            Log.LetterFailed(logger, rows[0].Id, rows[0].Attempts + 1, exception);
            return [.. rows.Select(_ => new SendResult.Retry(exception.GetType().Name))];
        }
    }
}

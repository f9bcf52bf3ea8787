using Microsoft.EntityFrameworkCore;

namespace ServiceBot.Channels;

/// <summary>Replies that were or were not given as the answer to her message: decided here, so that two calls cannot decide differently.</summary>
internal sealed partial class MailboxGrain
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(20);

    public async Task<bool> ClaimAsync(long seq, DateTimeOffset by, TimeSpan hold)
    {
        using var limit = new CancellationTokenSource(AnswerLimit);
        if (await RepliesAsync(seq, limit.Token) is not [var row]) return false;
        var now = time.GetUtcNow();
        if (row.State is OutboxState.Sent or OutboxState.Delivered) return row.ProviderId == HeldReply.Mark;
        if (now > by || !IsHeld(row, now) || await FollowsAnotherAsync(row, now, limit.Token)) return false;
        (row.ProviderId, row.DueAt) = (HeldReply.Mark, now + hold);
        _unwritten.Overwrite(row);
        await WriteAsync();
        return true;
    }

    public async Task AnsweredAsync(long seq)
    {
        using var limit = new CancellationTokenSource(AnswerLimit);
        foreach (var row in await RepliesAsync(seq, limit.Token))
        {
            // Another call may have given its own claim back meanwhile: it was given all the same.
            if (row is not ({ State: OutboxState.Waiting, Attempts: 0 } or { State: OutboxState.Uncertain, ProviderId: HeldReply.Mark })) continue;
            (row.State, row.ProviderId, row.SentAt, row.LastError) = (OutboxState.Sent, HeldReply.Mark, time.GetUtcNow(), null);
            _unwritten.Overwrite(row);
        }

        await WriteAsync();
    }

    public async Task ReleaseAsync(long seq, bool claimed, TimeSpan hold)
    {
        using var limit = new CancellationTokenSource(AnswerLimit);
        var now = time.GetUtcNow();
        foreach (var row in await RepliesAsync(seq, limit.Token))
        {
            if (!IsHeld(row, now) || (row.ProviderId is not null && !claimed)) continue;
            (row.ProviderId, row.DueAt) = (null, now + hold);
            _unwritten.Overwrite(row);
        }

        await WriteAsync();
    }

    private static bool IsHeld(OutboxRow row, DateTimeOffset now) => row is { State: OutboxState.Waiting, Attempts: 0 } && row.DueAt > now;

    private async Task<List<OutboxRow>> RepliesAsync(long seq, CancellationToken cancellationToken)
    {
        await WriteAsync();
        await using var db = databases.Create();
        var recipient = Recipient;
        return await db.Outbox.AsNoTracking().Where(row => row.Recipient == recipient && row.TurnSeq == seq && row.Kind == OutboxKind.Send)
            .OrderBy(row => row.Id).ToListAsync(cancellationToken);
    }

    /// <summary>What is to leave before it must not arrive after it. What waits for the morning is none of that.</summary>
    private async Task<bool> FollowsAnotherAsync(OutboxRow row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        return await db.Outbox.AnyAsync(
            other => other.Recipient == row.Recipient && other.Kind == OutboxKind.Send && other.Id < row.Id
                && (other.State == OutboxState.Sending || (other.State == OutboxState.Waiting && (other.DueAt <= now || other.Attempts > 0))),
            cancellationToken);
    }
}

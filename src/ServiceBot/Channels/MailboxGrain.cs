using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;
using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;

namespace ServiceBot.Channels;

/// <summary>
/// Sends the letters of one recipient in the order of their rows. A letter that must wait holds back the later ones. What is sent is
/// marked afterwards, so a crash in between sends it again: into a conversation with the same key (no effect), to a provider at least once.
/// </summary>
internal sealed partial class MailboxGrain(
    BotDbFactory databases,
    GroupCommit commits,
    Sealing sealing,
    IEnumerable<ISender> senders,
    TimeProvider time,
    ILogger<MailboxGrain> logger) : Grain, IMailbox
{
    private const int BatchSize = 20;
    private const int MaxAttempts = 12;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(30);

    public async Task DrainAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(25));
        while (true)
        {
            var rows = await WaitingAsync(limit.Token);
            var settled = new CommitUnit();
            var held = false;
            foreach (var row in rows)
            {
                if (row.DueAt > time.GetUtcNow())
                {
                    held = true;
                    break;
                }

                await SendAsync(row, limit.Token);
                settled.Overwrite(row);
                held = row.State == OutboxState.Waiting;
                // What went to a provider is marked at once: a second sending would be seen. A letter into a conversation has its key.
                if (row.Kind == OutboxKind.Send || held) settled = await SettleAsync(settled, limit.Token);
                if (held) break;
            }

            await SettleAsync(settled, limit.Token);
            if (held || rows.Count < BatchSize) return;
        }
    }

    public async Task ReceiptAsync(long letter, LetterReceipt receipt)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var db = databases.Create();
        var recipient = this.GetPrimaryKeyString();
        var row = await db.Outbox.AsNoTracking().FirstOrDefaultAsync(candidate => candidate.Id == letter && candidate.Recipient == recipient, limit.Token);
        // One that waits was sent before a crash, or is being sent again: only that it arrived can be believed.
        if (row is null || row.State is not (OutboxState.Sent or OutboxState.Waiting)) return;
        if (receipt != LetterReceipt.Delivered && row.State == OutboxState.Waiting) return;
        if (receipt == LetterReceipt.Delivered) (row.State, row.SentAt, row.LastError) = (OutboxState.Delivered, row.SentAt ?? time.GetUtcNow(), null);
        else (row.State, row.LastError) = (OutboxState.Dead, receipt == LetterReceipt.Refused ? "The message centre refused it." : "It could not be delivered to the phone.");
        var unit = new CommitUnit();
        unit.Overwrite(row);
        await commits.CommitAsync(unit, limit.Token);
        if (row.State == OutboxState.Dead) Log.LetterDead(logger, row.Id, row.Attempts);
    }

    private async Task<CommitUnit> SettleAsync(CommitUnit settled, CancellationToken cancellationToken)
    {
        await commits.CommitAsync(settled, cancellationToken);
        return new CommitUnit();
    }

    private async Task<List<OutboxRow>> WaitingAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var recipient = this.GetPrimaryKeyString();
        return await db.Outbox.AsNoTracking().Where(row => row.Recipient == recipient && row.State == OutboxState.Waiting)
            .OrderBy(row => row.Id).Take(BatchSize).ToListAsync(cancellationToken);
    }

    private async Task SendAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        row.Attempts++;
        SendResult result;
        try
        {
            result = row.Kind == OutboxKind.Notify
                ? await NotifyAsync(row)
                : await ProvideAsync(row, cancellationToken);
        }
        catch (Exception exception)
        {
            Log.LetterFailed(logger, row.Id, row.Attempts, exception);
            result = new SendResult.Retry(exception.GetType().Name);
        }

        Settle(row, result);
    }

    private async Task<SendResult> NotifyAsync(OutboxRow row)
    {
        var letter = JsonSerializer.Deserialize<Letter>(sealing.Open(row.Payload), JsonSerializerOptions.Web)!;
        var receipt = await GrainFactory.GetGrain<IConversation>(row.Recipient).DeliverAsync(row.Key, letter);
        return new SendResult.Sent(receipt.ActivityId);
    }

    private async Task<SendResult> ProvideAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var conversation = await db.Conversations.AsNoTracking().FirstOrDefaultAsync(candidate => candidate.Id == row.Recipient, cancellationToken);
        if (conversation is null) return new SendResult.Dead("The conversation is gone.");
        var sender = senders.FirstOrDefault(candidate => candidate.Channel == conversation.Channel);
        if (sender is null) return new SendResult.Dead($"No sender for channel {conversation.Channel}.");
        return await sender.SendAsync(row, conversation, ActivityJson.Parse(sealing.Open(row.Payload)), cancellationToken);
    }

    private void Settle(OutboxRow row, SendResult result)
    {
        var now = time.GetUtcNow();
        switch (result)
        {
            case SendResult.Sent sent:
                (row.State, row.SentAt, row.ProviderId, row.LastError) = (OutboxState.Sent, now, sent.ProviderId, null);
                return;
            case SendResult.Retry retry when row.Attempts < MaxAttempts:
                row.LastError = Short(retry.Reason);
                row.DueAt = now + (retry.After ?? Backoff(row.Attempts));
                return;
            case SendResult.Retry retry:
                (row.State, row.LastError) = (OutboxState.Dead, Short(retry.Reason));
                break;
            case SendResult.Dead dead:
                (row.State, row.LastError) = (OutboxState.Dead, Short(dead.Reason));
                break;
            default:
                (row.State, row.LastError) = (OutboxState.Dead, "The resident has opted out.");
                break;
        }

        Log.LetterDead(logger, row.Id, row.Attempts);
    }

    /// <summary>2 s, 4 s, 8 s … half an hour, each with up to a quarter on top so that many do not come back at the same moment.</summary>
    private static TimeSpan Backoff(int attempts)
    {
        var delay = FirstDelay * Math.Pow(2, attempts - 1);
        if (delay > LongestDelay) delay = LongestDelay;
        return delay * (1 + System.Security.Cryptography.RandomNumberGenerator.GetInt32(0, 250) / 1000.0);
    }

    private static string Short(string reason) => reason.Length <= 500 ? reason : reason[..500];

    private static partial class Log
    {
        [LoggerMessage(2001, LogLevel.Warning, "Letter {Letter} failed at attempt {Attempt}")]
        public static partial void LetterFailed(ILogger logger, long letter, int attempt, Exception exception);

        [LoggerMessage(2002, LogLevel.Warning, "Letter {Letter} was given up after {Attempts} attempts; staff see it in the outbox")]
        public static partial void LetterDead(ILogger logger, long letter, int attempts);
    }
}

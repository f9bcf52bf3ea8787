using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace ServiceBot.Channels;

/// <summary>From how an attempt ended to what becomes of the letter. It changes the row in memory; the mailbox commits it.</summary>
internal sealed class LetterFate(IOptions<OutboxOptions> options, TimeProvider time)
{
    private const int FewestAttempts = 12;
    private const int LongestReason = 500;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(30);

    public void Decide(OutboxRow row, SendResult result)
    {
        var now = time.GetUtcNow();
        switch (result)
        {
            case SendResult.Sent sent:
                (row.State, row.SentAt, row.ProviderId, row.LastError) = (OutboxState.Sent, now, sent.ProviderId, null);
                break;
            case SendResult.Retry retry:
                Again(row, retry.Reason, retry.After, now);
                break;
            case SendResult.Unclear unclear when options.Value.Uncertain == UncertainPolicy.Resend:
                Again(row, unclear.Reason, null, now);
                break;
            case SendResult.Unclear unclear:
                (row.State, row.SentAt, row.LastError) = (OutboxState.Uncertain, now, Short(unclear.Reason));
                break;
            case SendResult.Dead dead:
                (row.State, row.LastError) = (OutboxState.Dead, Short(dead.Reason));
                break;
            default:
                // That her order to stop is not even confirmed is what she wanted.
                (row.State, row.LastError) = (OutboxKey.IsLastWord(row.Key) ? OutboxState.Discarded : OutboxState.Dead, "The resident has opted out.");
                break;
        }
    }

    /// <summary>A letter whose attempt was marked and has no end: we died in between.</summary>
    public void Find(OutboxRow row) => Decide(row, new SendResult.Unclear("The service ended while it was being sent."));

    /// <returns>False where the receipt changes nothing.</returns>
    public bool Decide(OutboxRow row, int attempt, LetterReceipt receipt)
    {
        var now = time.GetUtcNow();
        // Sending and Waiting: sent before a crash, or about to be sent again.
        var open = row.State is OutboxState.Sending or OutboxState.Uncertain or OutboxState.Waiting;
        var older = attempt != 0 && attempt != row.Attempts;
        switch (receipt)
        {
            case LetterReceipt.Delivered when open || row.State is OutboxState.Sent or OutboxState.Dead:
                (row.State, row.SentAt, row.LastError) = (OutboxState.Delivered, row.SentAt ?? now, null);
                break;
            case LetterReceipt.Accepted when open && !older && row.State != OutboxState.Waiting:
                (row.State, row.SentAt, row.LastError) = (OutboxState.Sent, row.SentAt ?? now, null);
                break;
            case LetterReceipt.Undeliverable or LetterReceipt.Refused or LetterReceipt.OptedOut when !older && row.State is OutboxState.Sent or OutboxState.Sending or OutboxState.Uncertain:
                (row.State, row.LastError) = (OutboxState.Dead, ReasonOf(receipt));
                break;
            default:
                return false;
        }

        row.ReceiptAt = now;
        return true;
    }

    private void Again(OutboxRow row, string reason, TimeSpan? after, DateTimeOffset now)
    {
        var over = row.Attempts >= FewestAttempts && now - row.CreatedAt >= TimeSpan.FromHours(options.Value.GiveUpHours);
        (row.State, row.LastError) = (over ? OutboxState.Dead : OutboxState.Waiting, Short(reason));
        if (!over) row.DueAt = now + (after ?? Backoff(row.Attempts));
    }

    /// <summary>2 s, 4 s, 8 s … half an hour, each with up to a quarter on top so that many do not come back at the same moment.</summary>
    private static TimeSpan Backoff(int attempts)
    {
        var delay = FirstDelay * Math.Pow(2, Math.Min(attempts, FewestAttempts) - 1);
        if (delay > LongestDelay) delay = LongestDelay;
        return delay * (1 + RandomNumberGenerator.GetInt32(0, 250) / 1000.0);
    }

    private static string ReasonOf(LetterReceipt receipt) => receipt switch
    {
        LetterReceipt.Refused => "The message centre refused it.",
        LetterReceipt.OptedOut => "The resident has opted out with the carrier.",
        _ => "It could not be delivered to the phone.",
    };

    private static string Short(string reason) => reason.Length <= LongestReason ? reason : reason[..LongestReason];
}

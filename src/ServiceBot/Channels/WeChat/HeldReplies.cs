using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;

namespace ServiceBot.Channels.WeChat;

/// <summary>
/// A reply leaves either as the answer to her message or by the outbox, never both, and never neither. It is born in the outbox with its turn,
/// held back; the answer must first claim it, in the store, so that two calls, or two machines, cannot decide differently:
/// <list type="bullet">
/// <item>held: nobody has said it. After <see cref="WeChatOptions.HoldSeconds"/> it leaves by itself;</item>
/// <item>claimed: it is being given as an answer. Claimed and over: we died meanwhile, and nobody knows;</item>
/// <item>sent: it was given. Asked for again, it is given again: WeChat asks only when it got nothing;</item>
/// <item>released: it leaves by the outbox, and every answer is empty.</item>
/// </list>
/// </summary>
internal sealed class HeldReplies(BotDbFactory databases, OutboxSignal signal, TimeProvider time)
{
    /// <summary>In place of the provider's id. Claimed rows have it before they are sent.</summary>
    public const string Mark = "answer";
    /// <summary>Near its end a hold is left alone: the outbox may just be taking the row.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    /// <summary>A row that was claimed and came to the outbox all the same.</summary>
    public static bool IsDoubtful(OutboxRow row) => row is { ProviderId: Mark, Attempts: 0 };

    /// <param name="seq">Of her message.</param>
    /// <returns>False: the answer must be empty, the reply leaves by the outbox.</returns>
    public async Task<bool> ClaimAsync(string conversation, long seq, TimeSpan hold, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var rows = await Of(db, conversation, seq).AsNoTracking().Select(row => new { row.Id, row.State, row.ProviderId }).ToListAsync(cancellationToken);
        if (rows is not [var only]) return false;
        if (only.State is OutboxState.Sent or OutboxState.Delivered) return only.ProviderId == Mark;
        // What was to leave before it must not arrive after it.
        if (await db.Outbox.AnyAsync(
            row => row.Recipient == conversation && row.Kind == OutboxKind.Send && row.Id < only.Id
                && (row.State == OutboxState.Sending || (row.State == OutboxState.Waiting && row.ProviderId != Mark)),
            cancellationToken)) return false;
        var (now, soon) = (time.GetUtcNow(), time.GetUtcNow() + Margin);
        return await Untried(db, conversation, seq).Where(row => row.DueAt > soon).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.ProviderId, Mark).SetProperty(row => row.DueAt, now + hold), cancellationToken) == 1;
    }

    /// <summary>The answer went out.</summary>
    public async Task AnsweredAsync(string conversation, long seq, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = databases.Create();
        await Untried(db, conversation, seq).Where(row => row.ProviderId == Mark).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, OutboxState.Sent).SetProperty(row => row.SentAt, now), cancellationToken);
        signal.Wake(conversation);
    }

    /// <summary>The connection broke before the answer was out: held again, for WeChat's next try.</summary>
    public async Task BrokenAsync(string conversation, long seq, TimeSpan hold, CancellationToken cancellationToken)
    {
        var due = time.GetUtcNow() + hold;
        await using var db = databases.Create();
        await Untried(db, conversation, seq).Where(row => row.ProviderId == Mark).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.ProviderId, (string?)null).SetProperty(row => row.DueAt, due), cancellationToken);
    }

    /// <summary>The call was answered without it. What another call has claimed stays claimed.</summary>
    public async Task ReleaseAsync(string conversation, long seq, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = databases.Create();
        await Untried(db, conversation, seq).Where(row => row.ProviderId == null && row.DueAt > now).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.DueAt, now), cancellationToken);
        signal.Wake(conversation);
    }

    private static IQueryable<OutboxRow> Untried(BotDb db, string conversation, long seq) =>
        Of(db, conversation, seq).Where(row => row.State == OutboxState.Waiting && row.Attempts == 0);

    private static IQueryable<OutboxRow> Of(BotDb db, string conversation, long seq) =>
        db.Outbox.Where(row => row.Recipient == conversation && row.TurnSeq == seq && row.Kind == OutboxKind.Send);
}

using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;

namespace ServiceBot.Channels;

/// <summary>What staff do with letters that did not leave. Each act fits one state only, so two people at once cannot do it twice.</summary>
internal sealed class OutboxDesk(BotDb db, OutboxSignal signal, TimeProvider time)
{
    /// <summary>Tries a dead letter once more, now. False: it is not dead any more.</summary>
    public async Task<bool> ResendAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var changed = await db.Outbox.Where(other => other.Id == row.Id && other.State == OutboxState.Dead).ExecuteUpdateAsync(
            set => set.SetProperty(other => other.State, OutboxState.Waiting).SetProperty(other => other.DueAt, now)
                .SetProperty(other => other.Attempts, 0),
            cancellationToken);
        if (changed == 1) signal.Wake(row.Recipient);
        return changed == 1;
    }

    /// <summary>Gives a dead letter up; it stays in the store, marked. False: it is not dead any more.</summary>
    public async Task<bool> DiscardAsync(OutboxRow row, CancellationToken cancellationToken) =>
        await db.Outbox.Where(other => other.Id == row.Id && other.State == OutboxState.Dead).ExecuteUpdateAsync(
            set => set.SetProperty(other => other.State, OutboxState.Discarded), cancellationToken) == 1;
}

using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;

namespace ServiceBot.Channels;

/// <summary>What staff do with letters whose fate is open. Each act fits these states only, so two people at once cannot do it twice.</summary>
internal sealed class OutboxDesk(BotDb db, OutboxSignal signal, TimeProvider time)
{
    /// <summary>Tries a dead or uncertain letter once more, now. False: it is neither any more.</summary>
    public async Task<bool> ResendAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var changed = await Open(row).ExecuteUpdateAsync(
            set => set.SetProperty(other => other.State, OutboxState.Waiting).SetProperty(other => other.DueAt, now), cancellationToken);
        if (changed == 1) signal.Wake(row.Recipient);
        return changed == 1;
    }

    /// <summary>Lets it be: it stays in the store, marked. False: it is neither dead nor uncertain any more.</summary>
    public async Task<bool> DiscardAsync(OutboxRow row, CancellationToken cancellationToken) =>
        await Open(row).ExecuteUpdateAsync(set => set.SetProperty(other => other.State, OutboxState.Discarded), cancellationToken) == 1;

    private IQueryable<OutboxRow> Open(OutboxRow row) =>
        db.Outbox.Where(other => other.Id == row.Id && (other.State == OutboxState.Dead || other.State == OutboxState.Uncertain));
}

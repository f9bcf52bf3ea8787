using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.Residents;

namespace ServiceBot.Cases;

/// <summary>Reads a case for deciding, and writes a change outside a turn.</summary>
internal sealed class CaseStore(BotDbFactory databases, LinkedConversations linked, GroupCommit commit, OutboxSignal signal)
{
    private static readonly StoreQuery<Func<BotDb, string, CancellationToken, Task<CaseRow?>>> ByReference = new(() => EF.CompileAsyncQuery(
        (BotDb db, string reference, CancellationToken _) => db.Set<CaseRow>().AsNoTracking().FirstOrDefault(row => row.Reference == reference)));

    public async Task<CaseRow?> ReadAsync(string reference, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var found = await ByReference.On(db)(db, reference, cancellationToken);
        return found is null ? null : found with { LettersTo = await linked.ForLettersAsync(found.ConversationId, cancellationToken) };
    }

    /// <summary>Wakes the letters' recipients after the commit.</summary>
    public async Task<CommitFailure> CommitAsync(CaseChange change, CancellationToken cancellationToken)
    {
        var unit = new CommitUnit();
        change.AddTo(unit);
        var failure = await commit.CommitAsync(unit, cancellationToken);
        if (failure == CommitFailure.None)
            foreach (var recipient in change.Recipients)
                signal.Wake(recipient);
        return failure;
    }
}

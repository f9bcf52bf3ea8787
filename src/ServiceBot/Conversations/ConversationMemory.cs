using ServiceBot.Channels;
using ServiceBot.Data;

namespace ServiceBot.Conversations;

/// <summary>
/// What one conversation's grain holds of it between turns, and the one door through which that changes: a commit that holds. After any doubt (stale
/// version, taken key, store away) it is read again.
/// </summary>
internal sealed partial class ConversationMemory(string id, Turn turn, GroupCommit commits, BotDbFactory databases, ILogger logger)
{
    /// <summary>A stale version is met when a case was changed elsewhere or the cluster moved this conversation; it settles at once.</summary>
    public const int MaxAttempts = 4;

    private readonly InboxMemory _inbox = new();
    private bool _known;
    private CommitFailure _refusal;

    /// <summary>As last committed; null until it begins. Read after <see cref="WarmUpAsync"/>.</summary>
    public Warm? Warm { get; private set; }

    public async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        if (_known) return;
        await using var db = databases.Create();
        var row = await db.FindConversationAsync(id, cancellationToken);
        Warm = row is null ? null : await turn.OpenAsync(db, row, cancellationToken);
        if (row is null) _inbox.StartEmpty();
        else await _inbox.LoadAsync(db, id, cancellationToken);
        _known = true;
    }

    /// <returns>Seq of the message that had this key, or null; see <see cref="InboxMemory.FindAsync"/>.</returns>
    public ValueTask<long?> FindAsync(string key, bool certain, CancellationToken cancellationToken) => _inbox.FindAsync(databases, id, key, certain, cancellationToken);

    /// <summary>A key that is taken, again and again, by something that is not this message: a fault of ours, and nobody may be stuck in it for ever.</summary>
    public bool IsHopeless(int attempt) => attempt == MaxAttempts && _refusal == CommitFailure.Duplicate;

    /// <returns>False: nothing was written, and the turn runs again on what is there now.</returns>
    public async Task<bool> TryCommitAsync(Warm before, TurnDraft draft, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        CommitFailure failure;
        try
        {
            failure = await commits.CommitAsync(draft.ToUnit(before, keys), cancellationToken);
        }
        catch
        {
            // Written or not, nobody knows: read again before the next turn, acknowledge nothing now.
            _known = false;
            throw;
        }

        if (failure != CommitFailure.None)
        {
            Log.TurnRefused(logger, id, draft.FirstSeq, failure);
            (_known, _refusal) = (false, failure);
            return false;
        }

        Warm = draft.After;
        foreach (var key in keys) _inbox.Add(key, draft.FirstSeq);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(3001, LogLevel.Information, "A turn of {Conversation} at {Seq} was not committed ({Failure}) and runs again")]
        public static partial void TurnRefused(ILogger logger, string conversation, long seq, CommitFailure failure);
    }
}

namespace ServiceBot.Data;

/// <summary>The one way rows of turns and cases are written. Placeholder body: the implementation follows in the next commit.</summary>
internal sealed class GroupCommit
{
    private long _units;

    /// <returns>After the commit. Throws when the store is away: nothing of the unit was written then.</returns>
    public Task<CommitFailure> CommitAsync(CommitUnit unit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _units += unit.Statements.Count;
        return Task.FromResult(CommitFailure.None);
    }
}

namespace ServiceBot.Benchmarks.Floor;

/// <summary>A bare group commit on one provider's own driver.</summary>
internal interface IFloorStore : IAsyncDisposable
{
    /// <summary>Returns when the rows are on disk.</summary>
    Task CommitAsync(FloorUnit unit);

    Task<IReadOnlyList<string>> ReadAsync(string conversationId, long afterSeq);
}

internal sealed class FloorPending(FloorUnit unit)
{
    public FloorUnit Unit { get; } = unit;

    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

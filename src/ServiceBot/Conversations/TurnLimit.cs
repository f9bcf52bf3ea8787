namespace ServiceBot.Conversations;

/// <summary>
/// Every wait of a turn ends: the store's own time-outs are longer than a resident's patience. Turns of a conversation run one at a time, so one source
/// serves all of them.
/// </summary>
internal sealed class TurnLimit : IDisposable
{
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(20);
    private CancellationTokenSource _source = new();

    /// <summary>A turn begins.</summary>
    public CancellationToken Begin()
    {
        if (!_source.TryReset())
        {
            _source.Dispose();
            _source = new CancellationTokenSource();
        }

        _source.CancelAfter(LongestTurn);
        return _source.Token;
    }

    public void Dispose() => _source.Dispose();
}

namespace ServiceBot.Understanding.Llm;

/// <summary>
/// Leaves an endpoint alone that fails: after some failures in a row for a while, then one call tries. An endpoint that says itself how long is
/// believed, up to <see cref="LongestRest"/>.
/// </summary>
internal sealed class Breaker(int failures, TimeSpan rest, TimeProvider time)
{
    public static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(10);
    private readonly Lock _lock = new();
    private int _failed;
    private DateTimeOffset _until = DateTimeOffset.MinValue;
    private bool _trying;

    public bool IsOpen
    {
        get
        {
            lock (_lock) return time.GetUtcNow() < _until || (_failed >= failures && _trying);
        }
    }

    /// <summary>True: call, and say how it went.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (time.GetUtcNow() < _until || (_failed >= failures && _trying)) return false;
            _trying = _failed >= failures;
            return true;
        }
    }

    public void Succeeded()
    {
        lock (_lock) (_failed, _trying) = (0, false);
    }

    /// <returns>True when it is left alone from now on.</returns>
    public bool Failed(TimeSpan? after = null)
    {
        lock (_lock)
        {
            _trying = false;
            _failed++;
            var pause = after is { } said ? (said < LongestRest ? said : LongestRest) : _failed >= failures ? rest : TimeSpan.Zero;
            if (pause <= TimeSpan.Zero) return false;
            var until = time.GetUtcNow() + pause;
            if (until > _until) _until = until;
            return true;
        }
    }
}

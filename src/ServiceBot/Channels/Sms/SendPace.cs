using Microsoft.Extensions.Options;

namespace ServiceBot.Channels.Sms;

/// <summary>
/// The carrier's rate: so many SMS a second and no more, however much is due. A message of two SMS takes two. What answers somebody goes before
/// what nobody asked for; within each, first come, first served.
/// </summary>
internal sealed class SendPace : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Queue<Waiting>[] _queues = [new(), new()];
    private readonly double _perSecond;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _filledAt;
    private double _tokens;

    public SendPace(IOptions<SmsOptions> options, TimeProvider time)
    {
        (_perSecond, _time, _filledAt) = (options.Value.SendsPerSecond, time, time.GetTimestamp());
        _tokens = Most;
        _timer = time.CreateTimer(_ => LetGo(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A tenth of a second's worth may leave at once.</summary>
    private double Most => Math.Max(1, _perSecond / 10);

    /// <param name="first">It answers somebody.</param>
    /// <param name="segments">SMS it takes.</param>
    /// <param name="cancellationToken">Gives the place in the queue up.</param>
    public ValueTask WaitAsync(bool first, int segments, CancellationToken cancellationToken)
    {
        if (_perSecond == 0) return ValueTask.CompletedTask;
        var waiting = new Waiting(segments);
        lock (_lock)
        {
            Fill();
            if (_tokens > 0 && _queues.All(queue => queue.Count == 0))
            {
                _tokens -= segments;
                return ValueTask.CompletedTask;
            }

            _queues[first ? 0 : 1].Enqueue(waiting);
            SetTimer();
        }

        return new ValueTask(Allowed(waiting, cancellationToken));
    }

    public void Dispose() => _timer.Dispose();

    private static async Task Allowed(Waiting waiting, CancellationToken cancellationToken)
    {
        await using var _ = cancellationToken.Register(() => waiting.Turn.TrySetCanceled(cancellationToken));
        await waiting.Turn.Task;
    }

    private void LetGo()
    {
        lock (_lock)
        {
            Fill();
            foreach (var queue in _queues)
                while (_tokens > 0 && queue.TryDequeue(out var next))
                    // Who has given up costs nothing.
                    if (next.Turn.TrySetResult()) _tokens -= next.Segments;
            SetTimer();
        }
    }

    private void Fill()
    {
        var now = _time.GetTimestamp();
        _tokens = Math.Min(Most, _tokens + _time.GetElapsedTime(_filledAt, now).TotalSeconds * _perSecond);
        _filledAt = now;
    }

    /// <summary>When the next one may go. Below zero it is in debt for a long message.</summary>
    private void SetTimer()
    {
        if (_queues.All(queue => queue.Count == 0)) return;
        _timer.Change(TimeSpan.FromSeconds(Math.Max(0.001, (0.01 - _tokens) / _perSecond)), Timeout.InfiniteTimeSpan);
    }

    private sealed record Waiting(int Segments)
    {
        public TaskCompletionSource Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

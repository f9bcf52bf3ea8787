using Orleans.Timers;

namespace ServiceBot.Tools.Simulation;

/// <summary>Timers of grains run by the clock on the wall. Here they never fire: the simulator does in virtual time what they would have done.</summary>
internal sealed class NoTimers : ITimerRegistry
{
    public IDisposable RegisterTimer(IGrainContext grainContext, Func<object?, Task> asyncCallback, object? state, TimeSpan dueTime, TimeSpan period) => new Still();

    public IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options) => new Still();

    private sealed class Still : IGrainTimer
    {
        public void Change(TimeSpan dueTime, TimeSpan period)
        {
        }

        public void Dispose()
        {
        }
    }
}

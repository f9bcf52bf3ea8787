using System.Collections.Concurrent;
using ServiceBot.Tools.Simulation;

namespace ServiceBot.Tests.Tools.Simulation;

/// <summary>Forty simulated conversations without faults, as a class fixture: histories that are sound.</summary>
public sealed class Lives : IAsyncLifetime
{
    private readonly ConcurrentDictionary<int, History> _histories = new();

    internal IEnumerable<History> All => _histories.OrderBy(pair => pair.Key).Select(pair => pair.Value);

    internal SimulationResult Result { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Result = await new SimulationRun(4, 40, Faults.None) { Seen = (number, history) => _histories[number] = history }.RunAsync(null, CancellationToken.None);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal History With(Func<History, bool> what) => All.First(what);
}

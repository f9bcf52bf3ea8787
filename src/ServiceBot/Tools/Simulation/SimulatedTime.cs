
namespace ServiceBot.Tools.Simulation;

/// <summary>
/// Virtual time, of each conversation its own: it goes along with the calls of the conversation through all grains they reach. So
/// thousands live through months side by side and each can be lived again alone.
/// </summary>
internal sealed class SimulatedTime(DateTimeOffset everybodys) : TimeProvider
{
    private const string Key = "simulated-now";

    /// <summary>The time of whatever is done from here on.</summary>
    public static void Set(DateTimeOffset now) => RequestContext.Set(Key, now.UtcTicks);

    public override DateTimeOffset GetUtcNow() => RequestContext.Get(Key) is long ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : everybodys;
}

namespace ServiceBot.Tests.Support;

/// <summary>The real clock, moved. Timers stay real: the silo lives on them.</summary>
public sealed class ShiftedTime : TimeProvider
{
    private TimeSpan _shift;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _shift;

    public void Advance(TimeSpan by) => _shift += by;
}

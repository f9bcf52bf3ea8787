namespace ServiceBot.Tools.Replaying;

/// <summary>Stands at the moment of the turn that is played.</summary>
internal sealed class ReplayClock : TimeProvider
{
    public DateTimeOffset Moment { get; set; }

    public override DateTimeOffset GetUtcNow() => Moment;
}

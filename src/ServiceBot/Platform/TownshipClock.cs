namespace ServiceBot.Platform;

/// <summary>Time as the township sees it: zone Asia/Shanghai, whatever the machine's zone is.</summary>
internal sealed class TownshipClock(TimeProvider time)
{
    /// <summary>China has had one zone without summer time since 1991.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public DateTimeOffset Now => time.GetUtcNow().ToOffset(Offset);

    public DateOnly Today => DateOnly.FromDateTime(Now.DateTime);

    /// <summary>The midnight that ends today.</summary>
    public DateTimeOffset TomorrowBegins => new(Today.AddDays(1), TimeOnly.MinValue, Offset);
}

using ServiceBot.Domain.Calendar;

namespace ServiceBot.Platform;

/// <summary>Time as the township sees it: zone Asia/Shanghai, whatever the machine's zone is.</summary>
internal sealed class TownshipClock(TimeProvider time)
{
    /// <summary>The zone in which deadlines are counted.</summary>
    public static TimeSpan Offset => Deadline.Zone;

    public DateTimeOffset Now => time.GetUtcNow().ToOffset(Offset);

    public DateOnly Today => Deadline.DayOf(Now);

    /// <summary>The midnight that ends today.</summary>
    public DateTimeOffset TomorrowBegins => new(Today.AddDays(1), TimeOnly.MinValue, Offset);
}

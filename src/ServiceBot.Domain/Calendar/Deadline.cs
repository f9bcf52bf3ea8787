namespace ServiceBot.Domain.Calendar;

/// <summary>The moment at which a period is over: 24:00 of its last day (Civil Code art. 203), township time.</summary>
public static class Deadline
{
    /// <summary>China has had one zone, without summer time, since 1991.</summary>
    public static readonly TimeSpan Zone = TimeSpan.FromHours(8);

    /// <summary>The last second of the day, so that the moment still carries the day's own date.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => new(day, new TimeOnly(23, 59, 59), Zone);

    /// <summary>The township's date at a moment. Between 00:00 and 08:00 it is not the date of UTC.</summary>
    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.ToOffset(Zone).DateTime);
}

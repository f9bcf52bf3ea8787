namespace ServiceBot.Domain.Calendar;

/// <summary>
/// The hours in which nobody is disturbed without need, township time: from 21:00 to 08:00, over midnight. The same hour twice means that there are
/// none.
/// </summary>
public readonly record struct QuietHours(TimeOnly From, TimeOnly Until)
{
    /// <summary>When the quiet hours end that hold at <paramref name="moment"/>; null outside them. Their last moment is not quiet any more.</summary>
    public DateTimeOffset? EndAt(DateTimeOffset moment)
    {
        var local = moment.ToOffset(Deadline.Zone);
        var time = TimeOnly.FromDateTime(local.DateTime);
        if (From == Until || !time.IsBetween(From, Until)) return null;
        var day = DateOnly.FromDateTime(local.DateTime);
        return new DateTimeOffset(time < Until ? day : day.AddDays(1), Until, Deadline.Zone);
    }
}

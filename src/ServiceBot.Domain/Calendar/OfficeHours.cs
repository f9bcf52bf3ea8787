namespace ServiceBot.Domain.Calendar;

/// <summary>When somebody is there to answer: working days between two times of the township's clock.</summary>
/// <param name="Opens">08:30.</param>
/// <param name="Closes">17:30. The same as <paramref name="Opens"/>: somebody is there around the clock, every day.</param>
public sealed record OfficeHours(WorkingCalendar Calendar, TimeOnly Opens, TimeOnly Closes)
{
    public bool IsOpen(DateTimeOffset moment)
    {
        if (Opens == Closes) return true;
        var local = moment.ToOffset(Deadline.Zone);
        var time = TimeOnly.FromDateTime(local.DateTime);
        return Calendar.IsWork(DateOnly.FromDateTime(local.DateTime)) && time >= Opens && time < Closes;
    }

    /// <summary>
    /// The moment that lies <paramref name="wait"/> of open time later: asked on Friday at 17:20 with 30 minutes, Monday at 08:50.
    /// </summary>
    public DateTimeOffset After(DateTimeOffset moment, TimeSpan wait)
    {
        if (Opens == Closes) return moment + wait;
        var at = moment.ToOffset(Deadline.Zone);
        while (true)
        {
            var day = DateOnly.FromDateTime(at.DateTime);
            var (opens, closes) = (new DateTimeOffset(day, Opens, Deadline.Zone), new DateTimeOffset(day, Closes, Deadline.Zone));
            if (Calendar.IsWork(day) && at < closes)
            {
                if (at < opens) at = opens;
                if (at + wait <= closes) return at + wait;
                wait -= closes - at;
            }

            at = new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, Deadline.Zone);
        }
    }
}

using CsCheck;
using ServiceBot.Domain.Calendar;

namespace ServiceBot.Tests.Domain.Calendar;

public sealed class OfficeHoursTests
{
    private static readonly WorkingCalendar Plain = new([], [2026]);
    private static readonly OfficeHours Hours = new(Plain, new TimeOnly(8, 30), new TimeOnly(17, 30));

    [Theory]
    [InlineData("2026-03-09T08:30", true)]
    [InlineData("2026-03-09T08:29", false)]
    [InlineData("2026-03-09T17:29", true)]
    [InlineData("2026-03-09T17:30", false)]
    [InlineData("2026-03-08T10:00", false)] // Sunday
    public void Somebody_is_there_on_working_days_between_the_two_times(string local, bool open) => Assert.Equal(open, Hours.IsOpen(At(local)));

    [Theory]
    [InlineData("2026-03-09T10:00", 30, "2026-03-09T10:30")]
    [InlineData("2026-03-09T03:00", 30, "2026-03-09T09:00")]
    [InlineData("2026-03-09T17:20", 30, "2026-03-10T08:50")]
    [InlineData("2026-03-06T17:20", 30, "2026-03-09T08:50")] // Friday → Monday
    [InlineData("2026-03-07T12:00", 30, "2026-03-09T09:00")] // Saturday
    [InlineData("2026-03-09T08:30", 540, "2026-03-09T17:30")]
    public void A_wait_runs_in_open_time_only(string asked, int minutes, string due) =>
        Assert.Equal(At(due), Hours.After(At(asked), TimeSpan.FromMinutes(minutes)));

    [Fact]
    public void A_holiday_is_not_open_and_a_moved_working_day_is()
    {
        var hours = Hours with { Calendar = new WorkingCalendar([new CalendarDay(new DateOnly(2026, 3, 9), true), new CalendarDay(new DateOnly(2026, 3, 8), false)], [2026]) };
        Assert.False(hours.IsOpen(At("2026-03-09T10:00")));
        Assert.True(hours.IsOpen(At("2026-03-08T10:00")));
    }

    [Fact]
    public void The_same_time_twice_means_around_the_clock()
    {
        var always = new OfficeHours(Plain, TimeOnly.MinValue, TimeOnly.MinValue);
        Assert.True(always.IsOpen(At("2026-03-08T03:00")));
        Assert.Equal(At("2026-03-08T03:30"), always.After(At("2026-03-08T03:00"), TimeSpan.FromMinutes(30)));
    }

    /// <summary>The due moment is never earlier than asked, and the open time between the two is the wait.</summary>
    [Fact]
    public void Waits_add_up() => Gen.Select(Gen.Int[0, 60 * 24 * 30], Gen.Int[1, 600], Gen.Int[1, 600]).Sample((start, first, second) =>
    {
        var asked = At("2026-03-01T00:00").AddMinutes(start);
        var once = Hours.After(asked, TimeSpan.FromMinutes(first + second));
        var twice = Hours.After(Hours.After(asked, TimeSpan.FromMinutes(first)), TimeSpan.FromMinutes(second));
        return once == twice && once > asked;
    });

    private static DateTimeOffset At(string local) => new(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
}

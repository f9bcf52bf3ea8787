using System.Globalization;
using ServiceBot.Domain.Calendar;

namespace ServiceBot.Tests.Domain.Calendar;

public sealed class QuietHoursTests
{
    [Theory]
    [InlineData("2026-03-09T20:59:59+08:00", null)]
    [InlineData("2026-03-09T21:00:00+08:00", "2026-03-10T08:00:00+08:00")]
    [InlineData("2026-03-09T23:59:59+08:00", "2026-03-10T08:00:00+08:00")]
    [InlineData("2026-03-10T00:00:00+08:00", "2026-03-10T08:00:00+08:00")]
    [InlineData("2026-03-10T07:59:59+08:00", "2026-03-10T08:00:00+08:00")]
    [InlineData("2026-03-10T08:00:00+08:00", null)]
    [InlineData("2026-03-09T14:00:00+00:00", "2026-03-10T08:00:00+08:00")]
    public void They_end_in_the_morning_of_the_township(string moment, string? end) =>
        Assert.Equal(end is null ? null : At(end), new QuietHours(new(21, 0), new(8, 0)).EndAt(At(moment)));

    [Theory]
    [InlineData("2026-03-09T11:59:59+08:00", null)]
    [InlineData("2026-03-09T12:30:00+08:00", "2026-03-09T14:00:00+08:00")]
    [InlineData("2026-03-09T14:00:00+08:00", null)]
    public void They_may_lie_inside_a_day(string moment, string? end) =>
        Assert.Equal(end is null ? null : At(end), new QuietHours(new(12, 0), new(14, 0)).EndAt(At(moment)));

    [Fact]
    public void The_same_hour_twice_means_that_there_are_none() =>
        Assert.Null(new QuietHours(new(0, 0), new(0, 0)).EndAt(At("2026-03-09T00:00:00+08:00")));

    private static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);
}

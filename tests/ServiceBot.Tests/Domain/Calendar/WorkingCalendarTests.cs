using CsCheck;
using ServiceBot.Cases;
using ServiceBot.Domain.Calendar;
using ServiceBot.Domain.Catalog;

namespace ServiceBot.Tests.Domain.Calendar;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar Shipped = HolidayFiles.Load(HolidayFiles.Shipped);

    private static readonly Gen<DateOnly> AnyDay = Gen.Int[0, 3650].Select(days => new DateOnly(2020, 1, 1).AddDays(days));

    [Theory]
    [InlineData("2025-01-24", 5, "2025-02-07")]
    [InlineData("2025-09-26", 5, "2025-10-10")]
    [InlineData("2025-09-26", 20, "2025-10-30")]
    [InlineData("2025-12-29", 5, "2026-01-06")]
    [InlineData("2026-02-12", 5, "2026-02-26")]
    [InlineData("2026-02-12", 20, "2026-03-18")]
    [InlineData("2026-04-30", 1, "2026-05-06")]
    [InlineData("2026-09-18", 5, "2026-09-24")]
    [InlineData("2026-09-30", 1, "2026-10-08")]
    public void Working_days_follow_the_notices(string from, int days, string due) =>
        Assert.Equal(new DueDay(Day(due), Estimated: false), Shipped.AddWorkingDays(Day(from), days));

    [Theory]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void A_year_has_as_many_working_days_as_its_notice_leaves(int year, int count) =>
        Assert.Equal(count, Shipped.WorkingDaysBetween(new DateOnly(year - 1, 12, 31), new DateOnly(year, 12, 31)));

    [Theory]
    [InlineData("2026-09-20", true)] // a Sunday made up for
    [InlineData("2026-10-01", false)] // a Thursday off
    [InlineData("2026-10-11", false)] // a plain Sunday
    [InlineData("2026-10-12", true)]
    public void A_listed_day_beats_the_weekday_rule(string day, bool work) => Assert.Equal(work, Shipped.IsWork(Day(day)));

    [Theory]
    [InlineData("2026-09-20", 10, "2026-09-30")]
    [InlineData("2026-09-20", 12, "2026-10-08")] // 2 October is off: the end moves behind the holiday
    [InlineData("2026-09-11", 1, "2026-09-14")] // a Saturday
    [InlineData("2026-09-19", 1, "2026-09-20")] // a Sunday that is worked: nothing moves
    public void Calendar_days_count_on_and_only_the_last_one_moves(string from, int days, string due) =>
        Assert.Equal(Day(due), Shipped.AddCalendarDays(Day(from), days).Day);

    [Fact]
    public void A_month_without_that_day_ends_with_its_last_day() =>
        Assert.Equal(Day("2026-04-30"), Shipped.Add(Day("2026-03-31"), new TimeLimit(1, LimitUnit.Months)).Day);

    [Fact]
    public void What_crosses_into_a_year_without_a_notice_is_estimated()
    {
        Assert.False(Shipped.AddWorkingDays(Day("2026-12-24"), 5).Estimated);
        Assert.True(Shipped.AddWorkingDays(Day("2026-12-24"), 6).Estimated);
        Assert.True(Shipped.AddWorkingDays(Day("2026-12-31"), 1).Estimated);
    }

    [Fact]
    public void Without_a_notice_the_days_of_the_law_are_off_all_the_same()
    {
        // 2027: 1 January a Friday; lunar new year 6 February; Qingming 5 April; Duanwu 9 June; mid-autumn 15 September.
        string[] off = ["2027-01-01", "2027-02-05", "2027-02-08", "2027-04-05", "2027-06-09", "2027-09-15", "2027-10-01"];
        Assert.All(off, day => Assert.False(Shipped.IsWork(Day(day)), day));
        Assert.True(Shipped.IsWork(Day("2027-02-10")));
        Assert.Equal(new DueDay(Day("2027-01-04"), true), Shipped.AddWorkingDays(Day("2026-12-31"), 1));
    }

    [Fact]
    public void The_fixed_days_agree_with_every_notice_that_is_shipped()
    {
        // The law was last revised for 2025. A weekend day may be made up for; any other day that the rule calls off is off in the notice.
        for (var day = Day("2025-01-01"); day.Year < 2027; day = day.AddDays(1))
            if (!WorkingCalendar.Unannounced.IsWork(day) && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                Assert.False(Shipped.IsWork(day), $"{day:O}");
    }

    [Fact]
    public void A_due_day_is_worked_and_one_more_day_is_later() =>
        Gen.Select(AnyDay, Gen.Int[1, 60]).Sample((from, days) =>
        {
            var due = Shipped.AddWorkingDays(from, days).Day;
            Assert.True(Shipped.IsWork(due));
            Assert.True(due > from);
            Assert.True(Shipped.AddWorkingDays(from, days + 1).Day > due);
        });

    [Fact]
    public void Counting_back_gives_the_number_of_days_again() =>
        Gen.Select(AnyDay, Gen.Int[1, 60]).Sample((from, days) =>
            Assert.Equal(days, Shipped.WorkingDaysBetween(from, Shipped.AddWorkingDays(from, days).Day)));

    [Fact]
    public void A_later_start_never_ends_earlier() =>
        Gen.Select(AnyDay, Gen.Int[0, 60], Gen.Bool).Sample((from, days, working) =>
        {
            DateOnly End(DateOnly start) => (working ? Shipped.AddWorkingDays(start, days) : Shipped.AddCalendarDays(start, days)).Day;
            Assert.True(End(from.AddDays(1)) >= End(from));
        });

    [Fact]
    public void A_calendar_period_is_never_shorter_than_promised_nor_longer_than_the_holiday_behind_it() =>
        Gen.Select(AnyDay, Gen.Int[0, 400]).Sample((from, days) =>
        {
            var extra = Shipped.AddCalendarDays(from, days).Day.DayNumber - from.DayNumber - days;
            Assert.InRange(extra, 0, 10);
        });

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

using CsCheck;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Understanding.Time;
using static ServiceBot.Tests.Support.Talk;

namespace ServiceBot.Tests.Understanding.Slots;

/// <summary>Today is Monday 9 March 2026, 8:30.</summary>
public sealed class TimeParserTests
{
    private static readonly SlotSpec Hour = Slot("hour", SlotType.Time, "时间");
    private static readonly SlotSpec Meeting = Slot("meeting", SlotType.DateTime, "上门时间");
    private static readonly SlotSpec Trip = Slot("trip", SlotType.Period, "起止日期");

    [Theory]
    [InlineData("2026-03-15", "2026-03-15")]
    [InlineData("2026/3/15", "2026-03-15")]
    [InlineData("2026.3.15", "2026-03-15")]
    [InlineData("20260315", "2026-03-15")]
    [InlineData("2026年3月15日", "2026-03-15")]
    [InlineData("２０２６年３月１５日", "2026-03-15")]
    [InlineData("3月15号", "2026-03-15")]
    [InlineData("三月十五号吧", "2026-03-15")]
    [InlineData("15号", "2026-03-15")]
    [InlineData("5号", "2026-04-05")]
    [InlineData("今天", "2026-03-09")]
    [InlineData("明天行吗？", "2026-03-10")]
    [InlineData("后天上午", "2026-03-11")]
    [InlineData("大后天", "2026-03-12")]
    [InlineData("下周三", "2026-03-18")]
    [InlineData("下礼拜三", "2026-03-18")]
    [InlineData("下个星期天", "2026-03-22")]
    [InlineData("这周五", "2026-03-13")]
    [InlineData("周五", "2026-03-13")]
    [InlineData("礼拜一", "2026-03-09")]
    [InlineData("下个月九号", "2026-04-09")]
    [InlineData("三天后", "2026-03-12")]
    [InlineData("两周以后", "2026-03-23")]
    [InlineData("半个月后", "2026-03-24")]
    [InlineData("农历三月初五", "2026-04-21")]
    [InlineData("三月初五", "2026-04-21")]
    [InlineData("正月十五", "2027-02-20")]
    [InlineData("腊月廿三", "2027-01-30")]
    [InlineData("今年端午", "2026-06-19")]
    [InlineData("清明", "2026-04-05")]
    [InlineData("国庆节", "2026-10-01")]
    [InlineData("五月第一个星期一", "2026-05-04")]
    [InlineData("明天后天都行，那就明天", null)]
    [InlineData("1945年3月15日", "1945-03-15")]
    [InlineData("四五年三月十五", "1945-03-15")]
    [InlineData("一九四五年三月十五日生", "1945-03-15")]
    [InlineData("我是四五年农历三月十五生的", "1945-04-26")]
    [InlineData("next Wednesday", "2026-03-18")]
    [InlineData("March 15", "2026-03-15")]
    [InlineData("on the 15th of March, 2026", "2026-03-15")]
    [InlineData("tomorrow", "2026-03-10")]
    [InlineData("in two weeks", "2026-03-23")]
    [InlineData("5个工作日后", "2026-03-16")]
    [InlineData("国庆节前一天", "2026-09-30")]
    [InlineData("端午后第三天", "2026-06-22")]
    [InlineData("再过一个礼拜", "2026-03-16")]
    [InlineData("二月二十号", "2026-02-20")]
    [InlineData("不是十五，是十六号", "2026-03-16")]
    [InlineData("the first Monday of May", "2026-05-04")]
    [InlineData("two days before National Day", "2026-09-29")]
    [InlineData("春节第二天", "2027-02-07")]
    [InlineData("国庆节后第一个星期一", "2026-10-05")]
    [InlineData("清明节前的周五", "2026-04-03")]
    [InlineData("圣诞节前夕", "2026-12-24")]
    [InlineData("去年今天", "2025-03-09")]
    [InlineData("三年前的今天", "2023-03-09")]
    [InlineData("四月最后一个星期五", "2026-04-24")]
    [InlineData("民国三十五年三月初五", "1946-04-06")]
    [InlineData("开斋节", "2026-03-20")]
    [InlineData("6月1号起", "2026-06-01")]
    [InlineData("属鸡的，1945年3月15日", "1945-03-15")]
    [InlineData("属马的，30年5月1号", "1930-05-01")]
    [InlineData("1945年3月15日生，八十一岁", "1945-03-15")]
    [InlineData("the twenty-third of March", "2026-03-23")]
    [InlineData("March twenty third", "2026-03-23")]
    [InlineData("Friday week", "2026-03-20")]
    [InlineData("Friday after next", "2026-03-20")]
    [InlineData("a week on Friday", "2026-03-20")]
    [InlineData("two weeks from tomorrow", "2026-03-24")]
    [InlineData("born on the fifth of May nineteen fifty-nine", "1959-05-05")]
    [InlineData("5th May '59", "1959-05-05")]
    [InlineData("March the third two thousand and eight", "2008-03-03")]
    [InlineData("Good Friday", "2026-04-03")]
    [InlineData("下个月最后一天", "2026-04-30")]
    public void Days_are_read_as_they_are_said(string text, string? day) => Assert.Equal(day, Value(text, Visit)?.Value);

    [Theory]
    [InlineData("三月份", "date_day_missing")]
    [InlineData("下周", "date_day_missing")]
    [InlineData("年底", "date_day_missing")]
    [InlineData("3月20号之前", "date_day_missing")]
    [InlineData("春节后", "date_day_missing")]
    [InlineData("下周三四", "date_day_missing")]
    [InlineData("三个多月后", "date_day_missing")]
    [InlineData("2026年2月30日", "date_impossible")]
    [InlineData("13月5日", "date_impossible")]
    [InlineData("3月35日", "date_impossible")]
    [InlineData("3月15号或者3月16号", "date_several")]
    [InlineData("等我有空了再说", "date_none")]
    public void What_is_no_day_is_refused(string text, string reason) => Assert.Equal(reason, Refusal(text, Visit));

    [Fact]
    public void A_day_is_read_back_in_her_language()
    {
        Assert.Equal("2026年3月18日", Value("下周三", Visit)?.Shown);
        Assert.Equal("18 March 2026", Value("next Wednesday", Visit, "en")?.Shown);
    }

    [Theory]
    [InlineData("上午9点半", "09:30")]
    [InlineData("下午三点一刻", "15:15")]
    [InlineData("14:30", "14:30")]
    [InlineData("晚上八点", "20:00")]
    [InlineData("中午12点", "12:00")]
    [InlineData("九点二十", "09:20")]
    [InlineData("差五分九点", "08:55")]
    [InlineData("3:30 pm", "15:30")]
    [InlineData("9 in the morning", "09:00")]
    [InlineData("ten o'clock", "10:00")]
    [InlineData("9", "09:00")]
    [InlineData("九点过五分", "09:05")]
    [InlineData("九点差五分", "08:55")]
    [InlineData("a quarter to ten in the morning", "09:45")]
    public void Times_are_read_as_they_are_said(string text, string time) => Assert.Equal(time, Value(text, Hour)?.Value);

    [Theory]
    [InlineData("三点", "15:00")]
    [InlineData("half past three", "15:30")]
    [InlineData("七点", "07:00 19:00")]
    [InlineData("上午十点左右", "10:00")]
    public void A_time_in_doubt_is_read_back(string text, string times) => Assert.Equal(times, Doubt(text, Hour));

    [Theory]
    [InlineData("月底", "2026-03-31")]
    [InlineData("下月底", "2026-04-30")]
    [InlineData("下周三前后", "2026-03-18")]
    [InlineData("30年5月1号", "1930-05-01 2030-05-01")]
    [InlineData("每周二", "2026-03-10")]
    [InlineData("属猪的，1945年3月15日", "1945-03-15")]
    [InlineData("1945年3月15日生，今年七十岁", "1945-03-15")]
    public void A_day_in_doubt_is_read_back(string text, string days) => Assert.Equal(days, Doubt(text, Visit));

    [Theory]
    [InlineData("26点", "time_impossible")]
    [InlineData("24:30", "time_impossible")]
    [InlineData("三点到五点", "time_several")]
    [InlineData("随便", "time_none")]
    public void What_is_no_time_is_refused(string text, string reason) => Assert.Equal(reason, Refusal(text, Hour));

    [Theory]
    [InlineData("明天上午9点", "2026-03-10T09:00")]
    [InlineData("下周三下午三点半", "2026-03-18T15:30")]
    [InlineData("2026-03-15 14:30", "2026-03-15T14:30")]
    [InlineData("上午10点吧，15号", "2026-03-15T10:00")]
    [InlineData("tomorrow at 3 pm", "2026-03-10T15:00")]
    [InlineData("明晚8点", "2026-03-10T20:00")]
    public void A_day_with_a_time_is_read(string text, string moment) => Assert.Equal(moment, Value(text, Meeting)?.Value);

    [Theory]
    [InlineData("明天", "datetime_time_missing")]
    [InlineData("上午9点", "datetime_day_missing")]
    [InlineData("再说吧", "datetime_none")]
    public void Half_a_moment_is_refused(string text, string reason) => Assert.Equal(reason, Refusal(text, Meeting));

    [Theory]
    [InlineData("3月1日到3月10日", "2026-03-01/2026-03-11")]
    [InlineData("3月5号到10号", "2026-03-05/2026-03-11")]
    [InlineData("从明天到下周三", "2026-03-10/2026-03-19")]
    [InlineData("下周", "2026-03-16/2026-03-23")]
    [InlineData("三月份", "2026-03-01/2026-04-01")]
    [InlineData("今年上半年", "2026-01-01/2026-07-01")]
    [InlineData("2026-03-01至2026-04-15", "2026-03-01/2026-04-16")]
    [InlineData("2到4月", "2026-02-01/2026-05-01")]
    [InlineData("3月5-10日", "2026-03-05/2026-03-11")]
    [InlineData("前两周", "2026-02-23/2026-03-09")]
    [InlineData("未来三个月", "2026-03-09/2026-06-09")]
    [InlineData("十天内", "2026-03-09/2026-03-19")]
    [InlineData("三月份前五天", "2026-03-01/2026-03-06")]
    [InlineData("四月第二周", "2026-04-13/2026-04-20")]
    [InlineData("明天上午9点到11点", "2026-03-10T09:00/2026-03-10T11:00")]
    [InlineData("5个工作日内", "2026-03-09/2026-03-17")]
    [InlineData("今年年底", "2026-11-01/2027-01-01")]
    [InlineData("九十年代", "1990-01-01/2000-01-01")]
    [InlineData("上半月", "2026-03-01/2026-03-16")]
    [InlineData("今明两年", "2026-01-01/2028-01-01")]
    [InlineData("周三至周五", "2026-03-11/2026-03-14")]
    [InlineData("between March and May 2025", "2025-03-01/2025-06-01")]
    [InlineData("from 9 to 11 am tomorrow", "2026-03-10T09:00/2026-03-10T11:00")]
    [InlineData("since 2020", "2020-01-01/2026-03-09T08:30")]
    [InlineData("即日起至12月31日", "2026-03-09/2027-01-01")]
    [InlineData("从3月5号开始到4月10号结束", "2026-03-05/2026-04-11")]
    [InlineData("2026年1月1日起三年", "2026-01-01/2029-01-01")]
    [InlineData("一年零三个月内", "2026-03-09/2027-06-09")]
    [InlineData("2010年代", "2010-01-01/2020-01-01")]
    [InlineData("周六日", "2026-03-14/2026-03-16")]
    [InlineData("今儿黑夜", "2026-03-09T18:00/2026-03-10")]
    public void Periods_are_half_open(string text, string period) => Assert.Equal(period, Value(text, Trip)?.Value);

    [Theory]
    [InlineData("3月10日到2026年3月1日", "period_order")]
    [InlineData("不好说", "period_none")]
    [InlineData("6月1号起", "period_none")]
    [InlineData("半年之后", "period_none")]
    public void What_is_no_period_is_refused(string text, string reason) => Assert.Equal(reason, Refusal(text, Trip));

    [Fact]
    public void Every_day_is_found_in_the_ways_it_is_written() => Gen.Int[0, 60_000].Sample(days =>
    {
        var day = new DateOnly(1940, 1, 1).AddDays(days);
        var iso = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return new[] { "yyyy-MM-dd", "yyyy年M月d日", "yyyy.M.d", "yyyy/M/d", "d MMMM yyyy" }
            .All(format => Value(day.ToString(format, System.Globalization.CultureInfo.InvariantCulture), Visit)?.Value == iso);
    });

    [Theory]
    [InlineData(2026, 15, "2026-04-05")]
    [InlineData(2026, 270, "2026-12-22")]
    [InlineData(2024, 315, "2024-02-04")]
    [InlineData(2025, 315, "2025-02-03")]
    [InlineData(2021, 285, "2021-01-05")]
    public void Solar_terms_follow_the_sun(int year, int degrees, string day) =>
        Assert.Equal(day, Moon.Term(year, degrees).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
}

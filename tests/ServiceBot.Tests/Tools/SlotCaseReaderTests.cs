using ServiceBot.Tools;

namespace ServiceBot.Tests.Tools;

public sealed class SlotCaseReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("  \r")]
    [InlineData("\uFEFF")]
    public void An_empty_line_is_nothing(string line) => Assert.Null(SlotCaseReader.Read(line, 1));

    [Fact]
    public void A_case_of_ours_may_have_fields_that_we_do_not_know_and_values_that_are_no_strings()
    {
        var read = SlotCaseReader.Read("\uFEFF{\"type\":\"number\",\"text\":\"三个\",\"value\":3,\"ok\":true,\"note\":{\"by\":1}}\r", 7)!.Value.Case!;
        Assert.Equal(("line7", "3", true), (read.Id, read.Value, read.Ok!.Value));
    }

    [Theory]
    [InlineData("nonsense", "no JSON")]
    [InlineData("[1]", "no JSON object")]
    [InlineData("{\"type\":\"date\"}", "no text")]
    [InlineData("{\"text\":\"三个\"}", "no type")]
    [InlineData("{\"text\":\"三个\",\"type\":\"colour\"}", "no slot type 'colour'")]
    [InlineData("{\"text\":\"三个\",\"type\":\"3\"}", "no slot type '3'")]
    [InlineData("{\"text\":\"明天\",\"type\":\"date\",\"reference\":\"soon\"}", "reference is no ISO instant")]
    [InlineData("{\"text\":\"每天\",\"expected\":{\"type\":\"time_period\"}}", "time_period: a recurring time is no slot")]
    [InlineData("{\"dim\":\"Duration\",\"text\":\"一小时\",\"norm\":{\"type\":\"duration\",\"value\":1}}", "Duration: a length of time is no slot")]
    public void What_is_no_case_is_passed_over_with_its_reason(string line, string reason) => Assert.Equal(reason, SlotCaseReader.Read(line, 1)!.Value.Skipped);

    [Theory]
    [InlineData("\"2021-06-14 01:06:40\"", "2021-06-14T01:06:40")]
    [InlineData("[2019,2,18,7]", "2019-02-18T07:00:00")]
    [InlineData("{\"year\":2020}", "2020-01-01T00:00:00")]
    [InlineData("null", null)]
    public void A_span_whose_last_second_counts_becomes_half_open_and_now_may_be_given_in_parts(string now, string? reference)
    {
        var line = $$$"""{"id":"t1","text":"下月九号","base":{{{now}}},"expected":{"type":"time_point","time":["2021-07-09 00:00:00","2021-07-09 23:59:59"]}}""";
        var read = SlotCaseReader.Read(line, 1)!.Value.Case!;
        Assert.Equal(("t1", "2021-07-09T00:00:00", "2021-07-10T00:00:00", reference), (read.Id, read.From, read.To, read.Reference));
    }

    [Theory]
    [InlineData("{\"type\":\"value\",\"value\":\"2013-02-18T00:00:00\",\"grain\":\"Week\"}", "2013-02-18T00:00:00", "2013-02-25T00:00:00")]
    [InlineData("{\"type\":\"interval\",\"start\":\"2013-02-12T02:00:00\",\"end\":\"2013-02-12T04:00:00\"}", "2013-02-12T02:00:00", "2013-02-12T04:00:00")]
    public void A_moment_with_its_grain_becomes_a_span(string norm, string from, string to)
    {
        var read = SlotCaseReader.Read($$$"""{"dim":"Time","text":"下周","norm":{{{norm}}}}""", 1)!.Value.Case!;
        Assert.Equal((from, to), (read.From, read.To));
    }

    [Theory]
    [InlineData("2021-06-14T09:00:00", "2021-06-14T11:31:00", true)]
    [InlineData("2021-06-14T09:00:00", "2021-06-14T11:30:00", true)]
    [InlineData("2021-06-14T08:00:00", "2021-06-14T11:30:00", false)]
    [InlineData("2021-06-14T09:00:00", "2021-06-14T14:30:00", false)]
    public void Only_how_a_span_is_written_is_forgiven(string from, string to, bool same)
    {
        var labelled = new SlotCase("t", "period", "", "zh", From: "2021-06-14T09:00:00", To: "2021-06-14T11:31:00") { IsForeign = true };
        Assert.Equal(same, ForeignSpan.IsSame(labelled, new SlotResult("t", true, null, from, to, false, null), new DateTime(2021, 6, 14, 1, 6, 40)));
    }
}

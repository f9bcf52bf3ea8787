using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Channels.Sms.Kannel;
using ServiceBot.Tests.Support;
using ServiceBot.Transcripts;

namespace ServiceBot.Tests.Channels.Sms;

public sealed class KannelInboundTests(TextedApp fixture) : IClassFixture<TextedApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_that_comes_three_times_has_one_effect()
    {
        for (var i = 0; i < 3; i++) await fixture.TextAsync("13900010001", "查进度 三次", id: "the-same");

        Assert.Single(await fixture.TranscriptAsync("查进度 三次"), row => !row.FromBot);
    }

    [Theory]
    [InlineData("+86")]
    [InlineData("0086")]
    [InlineData("86")]
    public async Task Number_is_the_same_however_a_carrier_writes_it(string before)
    {
        await fixture.TextAsync("13900010002", "没有 " + before);
        await fixture.TextAsync(before + "13900010002", "带着 " + before);

        Assert.Contains(await fixture.TranscriptAsync("没有 " + before), row => row.Text == "带着 " + before);
    }

    [Fact]
    public async Task Pair_of_numbers_is_a_conversation()
    {
        await fixture.TextAsync("13900010003", "给第一个号", to: "10690001");
        await fixture.TextAsync("13900010003", "给第二个号", to: "10690002");

        Assert.DoesNotContain(await fixture.TranscriptAsync("给第一个号"), row => row.Text == "给第二个号");
    }

    [Fact]
    public async Task Number_stands_nowhere_in_the_store_but_sealed()
    {
        await fixture.TextAsync("13900010004", "我的号码在哪");
        var transcript = await fixture.TranscriptAsync("我的号码在哪");
        var id = transcript[0].ConversationId;
        var row = await fixture.App.InStoreAsync(db => db.Conversations.AsNoTracking().SingleAsync(one => one.Id == id, Cancel));
        var shown = string.Join('\n', [row.Id, row.UserId, row.Reference, row.State, .. transcript.Select(one => one.Payload), .. (await fixture.OutboxAsync(id)).Select(one => one.Key + one.Payload)]);

        Assert.DoesNotContain("13900010004", shown, StringComparison.Ordinal);
        Assert.Matches("^sms-[a-z2-7]{8}-[a-z2-7]{26}$", row.Id);
    }

    [Theory]
    [InlineData("10086")]
    [InlineData("106575258192144")]
    [InlineData("95588")]
    [InlineData("031188888888")]
    [InlineData("+15550100200")]
    [InlineData("CHINAMOBILE")]
    public async Task Sender_that_is_no_persons_phone_costs_nothing(string sender)
    {
        var before = await RowsAsync();
        await fixture.TextAsync(sender, "恭喜您中奖了");

        Assert.Equal(before, await RowsAsync());
    }

    [Fact]
    public async Task Flood_from_one_number_is_not_answered()
    {
        for (var i = 1; i <= 65; i++) await fixture.TextAsync("13900010005", $"洪水 {i}");

        Assert.Equal(60, (await fixture.TranscriptAsync("洪水 1")).Count(row => !row.FromBot));
    }

    [Fact]
    public async Task Robot_that_says_the_same_again_and_again_is_not_answered_for_ever()
    {
        for (var i = 0; i < 9; i++) await fixture.TextAsync("13900010010", "您好，我在开车，稍后联系");
        for (var i = 0; i < 9; i++) await fixture.TextAsync("13900010011", "1");

        Assert.Equal(5, (await fixture.TranscriptAsync("您好，我在开车，稍后联系")).Count(row => !row.FromBot));
        Assert.Equal(9, (await fixture.TranscriptAsync("1")).Count(row => !row.FromBot));
    }

    [Fact]
    public async Task Text_posted_as_the_body_or_as_a_form_is_taken()
    {
        using var client = fixture.App.Client();
        using var body = new ByteArrayContent(Encoding.BigEndianUnicode.GetBytes("正文里"));
        using var asBody = await client.PostAsync(new Uri("/sms/kannel?from=13900010006&to=10690001&charset=UTF-16BE&coding=2&id=b1", UriKind.Relative), body, Cancel);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["from"] = "13900010006", ["to"] = "10690001", ["text"] = "表单里", ["id"] = "b2" });
        using var asForm = await client.PostAsync(new Uri("/sms/kannel", UriKind.Relative), form, Cancel);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (asBody.StatusCode, asForm.StatusCode));
        Assert.Contains(await fixture.TranscriptAsync("正文里"), row => row.Text == "表单里");
    }

    [Fact]
    public async Task Utf16_in_the_query_is_read()
    {
        var percent = string.Concat(Encoding.BigEndianUnicode.GetBytes("吃低保").Select(one => $"%{one:X2}"));
        await fixture.GetAsync($"/sms/kannel?from=13900010007&to=10690001&text={percent}&charset=UTF-16BE&coding=2&id=u1");

        Assert.NotEmpty(await fixture.TranscriptAsync("吃低保"));
    }

    [Theory]
    [InlineData("E4BD8E", null, true, "低")]
    [InlineData("4F4E", null, true, "低")]
    [InlineData("4F4E", "UTF-16BE", true, "低")]
    [InlineData("E4BD8E", "UTF-8", true, "低")]
    [InlineData("6869", "", false, "hi")]
    [InlineData("68E9", null, false, "hé")]
    [InlineData("68E9", "ISO-8859-1", false, "hé")]
    [InlineData("31", null, true, "1")]
    public void Text_is_decoded_by_charset_and_coding(string hex, string? charset, bool ucs2, string text) =>
        Assert.Equal(text, KannelMessage.Decode(Convert.FromHexString(hex), charset, ucs2));

    [Fact]
    public async Task Only_this_machine_delivers_while_no_secret_is_set()
    {
        var (status, _) = await fixture.GetAsync("/sms/kannel?from=13900010008&to=10690001&text=x&id=1", from: "192.0.2.1");

        Assert.Equal(HttpStatusCode.Forbidden, status);
    }

    [Theory]
    [InlineData("&secret=a+secret+of+the+gateway", "192.0.2.1", HttpStatusCode.OK)]
    [InlineData("&secret=a+secret+of+the+others", "192.0.2.1", HttpStatusCode.Forbidden)]
    [InlineData("", "127.0.0.1", HttpStatusCode.Forbidden)]
    [InlineData("", "192.0.2.7", HttpStatusCode.OK)]
    public async Task Secret_or_a_listed_address_opens_the_door(string shown, string from, HttpStatusCode expected)
    {
        await using var app = new App().With("ServiceBot:Kannel:Secret", "a secret of the gateway").With("ServiceBot:Kannel:Addresses:0", "192.0.2.7");
        using var client = app.Client(from);
        using var response = await client.GetAsync(new Uri("/sms/kannel?from=13900010009&to=10690001&text=x&id=1" + shown, UriKind.Relative), Cancel);

        Assert.Equal(expected, response.StatusCode);
    }

    private Task<int> RowsAsync() => fixture.App.InStoreAsync(db => db.Transcripts.CountAsync(Cancel));

    [Fact]
    public async Task Message_without_a_sender_is_refused() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await fixture.GetAsync("/sms/kannel?to=10690001&text=x")).Status);
}

using System.Net;
using ServiceBot.Channels;
using ServiceBot.Channels.Sms;
using ServiceBot.Domain.Messaging;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Channels.Sms;

public sealed class KannelOutboundTests(TextedApp fixture) : IClassFixture<TextedApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Task<SendResult> SendAsync(string text) => fixture.App.Services.GetServices<ISmsGateway>().First(one => one.Name == "kannel")
        .SendAsync(new SmsLetter(7, 1, TextedApp.Ours, "+8613900020001", text), Cancel);

    [Fact]
    public async Task Chinese_goes_as_ucs2_with_our_name_and_a_signed_address_for_the_receipt()
    {
        Assert.IsType<SendResult.Sent>(await SendAsync("低保 & 高龄津贴?"));
        var sent = await fixture.Kannel.Sent.Reader.ReadAsync(Cancel);

        Assert.Equal(
            ("bot", "a password", TextedApp.Ours, "+8613900020001", "低保 & 高龄津贴?", "UTF-8", "2", "27"),
            (sent["username"], sent["password"], sent["from"], sent["to"], sent["text"], sent["charset"], sent["coding"], sent["dlr-mask"]));
        Assert.Matches(@"^http://localhost/sms/kannel/dlr\?letter=7&attempt=1&key=[a-z2-7]{26}&status=%d$", sent["dlr-url"]);
    }

    [Fact]
    public async Task Gsm_text_goes_in_seven_bits()
    {
        await SendAsync("Case 260000018: 10 € [paid]");

        Assert.Equal("0", (await fixture.Kannel.Sent.Reader.ReadAsync(Cancel))["coding"]);
    }

    [Theory]
    [InlineData(400, true)]
    [InlineData(403, false)]
    [InlineData(401, false)]
    [InlineData(408, false)]
    [InlineData(429, false)]
    [InlineData(500, false)]
    [InlineData(503, false)]
    public async Task What_the_gateway_refuses_is_for_staff_and_what_it_cannot_do_now_is_tried_again(int status, bool dead)
    {
        fixture.Kannel.Answers.Enqueue(status);

        Assert.Equal(dead, await SendAsync("x") is SendResult.Dead);
        await fixture.Kannel.Sent.Reader.ReadAsync(Cancel);
    }

    [Fact]
    public async Task Gateway_that_is_away_is_tried_again()
    {
        await using var app = new App().With("ServiceBot:Kannel:SendUrl", "http://127.0.0.1:1/cgi-bin/sendsms");

        Assert.IsType<SendResult.Retry>(await app.Services.GetServices<ISmsGateway>().First(one => one.Name == "kannel").SendAsync(new SmsLetter(7, 1, "1", "2", "x"), Cancel));
    }

    [Fact]
    public async Task Receipt_marks_the_letter_it_belongs_to()
    {
        await fixture.TextAsync("13900020002", "您好");
        var message = (await fixture.HearsAsync("13900020002", "代办小助手"))[^1];
        var address = new Uri(message["dlr-url"].Replace("%d", "1", StringComparison.Ordinal));
        var conversation = (await fixture.TranscriptAsync("您好"))[0].ConversationId;

        Assert.Equal(HttpStatusCode.OK, (await fixture.GetAsync(address.PathAndQuery)).Status);
        // Again, and "not delivered" after "delivered": no effect.
        await fixture.GetAsync(address.PathAndQuery);
        await fixture.GetAsync(address.PathAndQuery.Replace("status=1", "status=2", StringComparison.Ordinal));

        var row = Assert.Single(await fixture.OutboxAsync(conversation));
        Assert.Equal((OutboxState.Delivered, true), (row.State, row.ReceiptAt >= row.SentAt));
        Assert.Equal(SmsText.Measure(message["text"]).Segments, row.Segments);
    }

    [Fact]
    public async Task Letter_that_did_not_arrive_is_shown_to_staff()
    {
        await fixture.TextAsync("13900020003", "早上好");
        var message = (await fixture.HearsAsync("13900020003", "代办小助手"))[^1];
        var conversation = (await fixture.TranscriptAsync("早上好"))[0].ConversationId;
        await fixture.GetAsync(new Uri(message["dlr-url"].Replace("%d", "8", StringComparison.Ordinal)).PathAndQuery);
        await fixture.FaresAsync(conversation, OutboxState.Sent);

        await fixture.GetAsync(new Uri(message["dlr-url"].Replace("%d", "2", StringComparison.Ordinal)).PathAndQuery);

        Assert.Equal((OutboxState.Dead, "It could not be delivered to the phone."), (await fixture.OutboxAsync(conversation)) is [var row] ? (row.State, row.LastError) : default);
    }

    [Fact]
    public async Task Receipt_with_a_wrong_signature_is_refused() =>
        Assert.Equal(HttpStatusCode.Forbidden, (await fixture.GetAsync("/sms/kannel/dlr?letter=1&attempt=1&key=aaaaaaaaaaaaaaaaaaaaaaaaaa&status=1")).Status);
}

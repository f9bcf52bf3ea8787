using System.Net;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Channels.Sms;
using ServiceBot.Channels.Sms.Twilio;
using ServiceBot.Tests.Support;
using ServiceBot.Transcripts;

namespace ServiceBot.Tests.Channels.Sms;

/// <summary>Twilio's protocol over real HTTP on the way out and through the front door on the way in.</summary>
public sealed class TwilioTests : IAsyncLifetime
{
    private const string Ours = "+8610690001";
    private FakeTwilio _twilio = null!;
    private App _app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _twilio = await FakeTwilio.StartAsync();
        _app = _twilio.Connect(new App());
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _twilio.DisposeAsync();
    }

    [Fact]
    public async Task Message_is_answered_by_the_api_and_its_status_comes_back_to_it()
    {
        using var client = _app.Client();
        using var taken = await TextAsync(client, "+8613900070001", "帮我办高龄津贴", "SM1");
        Assert.Equal((HttpStatusCode.OK, "text/xml"), (taken.StatusCode, taken.Content.Headers.ContentType?.MediaType));
        Assert.EndsWith("<Response/>", await taken.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        var sent = await _twilio.Sent.Reader.ReadAsync(Cancel);
        Assert.Equal((Ours, "+8613900070001"), (sent["From"], sent["To"]));
        Assert.Contains("1 给自己办", sent["Body"], StringComparison.Ordinal);
        Assert.StartsWith(FakeTwilio.PublicUrl + "/sms/twilio/status?letter=", sent["StatusCallback"], StringComparison.Ordinal);
        await FaresAsync(OutboxState.Sent);
        Assert.Equal("SM00000000000000000000000000000001", (await RowAsync()).ProviderId);

        using var told = await StatusAsync(client, sent, "delivered");
        Assert.Equal((HttpStatusCode.NoContent, OutboxState.Delivered), (told.StatusCode, (await RowAsync()).State));
    }

    [Fact]
    public async Task The_same_sid_again_has_no_effect()
    {
        using var client = _app.Client();
        for (var i = 0; i < 3; i++)
            using (await TextAsync(client, "+8613900070002", "您好", "SM-again")) { }

        Assert.Equal(1, await _app.InStoreAsync(db => db.Transcripts.CountAsync(row => row.Text == "您好", Cancel)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public async Task Without_the_right_signature_nothing_is_taken(string signature)
    {
        using var client = _app.Client();
        using var message = await FakeTwilio.PostAsync(client, "/sms/twilio", Message("+8613900070003", "x", "SM1"), signature);
        using var status = await FakeTwilio.PostAsync(client, "/sms/twilio/status?letter=1&attempt=1&key=x", new() { ["MessageStatus"] = "delivered" }, signature);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (message.StatusCode, status.StatusCode));
    }

    [Fact]
    public async Task Without_a_token_nobody_is_let_in()
    {
        await using var app = new App();
        using var client = app.Client();
        using var message = await FakeTwilio.PostAsync(client, "/sms/twilio", Message("+8613900070003", "x", "SM1"));

        Assert.Equal(HttpStatusCode.Forbidden, message.StatusCode);
    }

    [Fact]
    public async Task Status_for_another_letter_is_refused_though_the_gateway_signed_it()
    {
        using var client = _app.Client();
        using var told = await FakeTwilio.PostAsync(client, "/sms/twilio/status?letter=1&attempt=1&key=aaaaaaaaaaaaaaaaaaaaaaaaaa", new() { ["MessageStatus"] = "delivered" });

        Assert.Equal(HttpStatusCode.Forbidden, told.StatusCode);
    }

    [Theory]
    [InlineData(400, 21610, nameof(SendResult.OptedOut))]
    [InlineData(400, 21211, nameof(SendResult.Dead))]
    [InlineData(404, null, nameof(SendResult.Dead))]
    [InlineData(401, 20003, nameof(SendResult.Retry))]
    [InlineData(429, 20429, nameof(SendResult.Retry))]
    [InlineData(500, null, nameof(SendResult.Retry))]
    [InlineData(503, 20503, nameof(SendResult.Retry))]
    [InlineData(504, null, nameof(SendResult.Unclear))]
    public async Task What_the_api_answers_decides_the_fate(int status, int? code, string fate)
    {
        _twilio.Answers.Enqueue((status, code));

        var result = await _app.Services.GetServices<ISmsGateway>().Single(one => one.Name == "twilio").SendAsync(new SmsLetter(7, 1, Ours, "+8613900070004", "x"), Cancel);

        Assert.Equal(fate, result.GetType().Name);
        if (status == 429) Assert.Equal(TimeSpan.FromSeconds(7), ((SendResult.Retry)result).After);
    }

    [Fact]
    public async Task Whoever_the_carrier_has_blocked_is_shown_as_opted_out()
    {
        _twilio.Answers.Enqueue((400, TwilioGateway.OptedOut));
        using var client = _app.Client();
        using var taken = await TextAsync(client, "+8613900070005", "您好", "SM1");

        await FaresAsync(OutboxState.Dead);
        Assert.Equal("The resident has opted out.", (await RowAsync()).LastError);
    }

    [Theory]
    [InlineData("sent", null, nameof(OutboxState.Sent))]
    [InlineData("undelivered", "30003", nameof(OutboxState.Dead))]
    [InlineData("failed", "21610", nameof(OutboxState.Dead))]
    public async Task Status_is_what_the_carrier_says(string status, string? error, string state)
    {
        using var client = _app.Client();
        using var taken = await TextAsync(client, "+8613900070006", "您好", "SM1");
        var sent = await _twilio.Sent.Reader.ReadAsync(Cancel);
        await FaresAsync(OutboxState.Sent);
        using var told = await StatusAsync(client, sent, status, error);

        Assert.Equal(state, (await RowAsync()).State.ToString());
    }

    private static Dictionary<string, string> Message(string from, string text, string sid) => new()
    {
        ["MessageSid"] = sid, ["SmsSid"] = sid, ["AccountSid"] = FakeTwilio.Account, ["From"] = from, ["To"] = Ours, ["Body"] = text, ["NumMedia"] = "0", ["NumSegments"] = "1",
    };

    private static Task<HttpResponseMessage> TextAsync(HttpClient client, string from, string text, string sid) =>
        FakeTwilio.PostAsync(client, "/sms/twilio", Message(from, text, sid));

    private static Task<HttpResponseMessage> StatusAsync(HttpClient client, IReadOnlyDictionary<string, string> sent, string status, string? error = null) =>
        FakeTwilio.PostAsync(client, new Uri(sent["StatusCallback"]).PathAndQuery, new() { ["MessageSid"] = "SM1", ["MessageStatus"] = status, ["ErrorCode"] = error ?? "" });

    private Task<OutboxRow> RowAsync() => _app.InStoreAsync(db => db.Outbox.AsNoTracking().SingleAsync(row => row.Kind == OutboxKind.Send, Cancel));

    private async Task FaresAsync(OutboxState state)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while ((await RowAsync()).State != state) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
    }
}

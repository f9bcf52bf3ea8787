using System.Net;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Channels.BotFramework;

public sealed class ChannelTokenTests(ChannelApp fixture) : IClassFixture<ChannelApp>
{
    private readonly FakeChannel _channel = fixture.Channel;

    private DateTimeOffset Now => fixture.Time.GetUtcNow();

    private async Task<HttpStatusCode> StatusAsync(string? token, string? fields = null) =>
        (await fixture.PostAsync(fixture.Message("auth", fields), token)).Status;

    [Fact]
    public async Task Good_token_is_taken() => Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(_channel.Token(Now)));

    [Theory]
    [InlineData(null)]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    public async Task No_token_at_all_is_401(string? token) => Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(token));

    [Fact]
    public async Task Token_of_another_issuer_is_401() =>
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(_channel.Token(Now, issuer: "https://elsewhere.example")));

    [Fact]
    public async Task Token_for_another_app_is_403() =>
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(_channel.Token(Now, audience: "another")));

    [Theory]
    [InlineData(-60, -4, HttpStatusCode.Accepted)]
    [InlineData(-60, -6, HttpStatusCode.Unauthorized)]
    [InlineData(4, 60, HttpStatusCode.Accepted)]
    [InlineData(6, 60, HttpStatusCode.Unauthorized)]
    public async Task Clocks_may_differ_by_five_minutes(int starts, int ends, HttpStatusCode expected) =>
        Assert.Equal(expected, await StatusAsync(_channel.Token(Now, startsInMinutes: starts, endsInMinutes: ends)));

    [Fact]
    public async Task Token_for_another_service_address_is_403() =>
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(_channel.Token(Now, serviceUrl: "https://elsewhere.example")));

    [Fact]
    public async Task Token_without_a_service_address_is_403() =>
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(_channel.Token(Now, claims: new Dictionary<string, object> { ["x"] = 1 })));

    [Fact]
    public async Task Key_that_is_not_endorsed_for_the_channel_is_403()
    {
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(_channel.Token(Now), """{"channelId":"telegram"}"""));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(_channel.Token(Now, key: "unendorsed")));
    }

    [Fact]
    public async Task Token_without_a_signature_is_401()
    {
        var payload = _channel.Token(Now).Split('.')[1];

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Base64UrlEncoder.Encode("""{"alg":"none","kid":"k1"}""") + "." + payload + "."));
    }

    [Fact]
    public async Task Token_signed_with_our_public_key_as_a_shared_secret_is_401()
    {
        var payload = Base64UrlEncoder.Decode(_channel.Token(Now).Split('.')[1]);
        var key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(_channel.PublicKeyPem("k1"))) { KeyId = "k1" };

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(
            new JsonWebTokenHandler().CreateToken(payload, new SigningCredentials(key, SecurityAlgorithms.HmacSha256))));
    }

    [Fact]
    public async Task Changed_token_is_401()
    {
        var parts = _channel.Token(Now, audience: "another").Split('.');
        var good = _channel.Token(Now).Split('.');

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync($"{parts[0]}.{good[1]}.{parts[2]}"));
    }

    [Fact]
    public async Task Unknown_key_is_401_and_makes_us_ask_the_issuer_once_an_hour_at_most()
    {
        fixture.Time.Advance(TimeSpan.FromHours(2));
        await StatusAsync(_channel.Token(Now));
        var before = _channel.MetadataReads;
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(_channel.Token(Now, key: "nobody's")));

        Assert.Equal(before + 1, _channel.MetadataReads);
    }

    [Fact]
    public async Task New_key_of_the_issuer_is_taken_with_the_first_token_that_names_it()
    {
        fixture.Time.Advance(TimeSpan.FromHours(2));
        await StatusAsync(_channel.Token(Now));
        _channel.AddKey("k2", ["webchat"]);

        Assert.Equal(HttpStatusCode.Accepted, await StatusAsync(_channel.Token(Now, key: "k2")));
    }

    [Fact]
    public async Task Emulator_is_401_until_it_is_allowed()
    {
        var token = _channel.Token(Now, issuer: FakeChannel.EmulatorIssuer, claims: new() { ["ver"] = "2.0", ["azp"] = FakeChannel.AppId });

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(token));
    }

    [Fact]
    public async Task Allowed_emulator_must_name_our_app_and_be_answered_on_this_machine()
    {
        await using var app = _channel.Connect(new App()).With("ServiceBot:BotFramework:AllowEmulator", "true");
        async Task<HttpStatusCode> EmulatorAsync(Dictionary<string, object> claims, string? fields = null) => (await fixture.PostAsync(
            fixture.Message("emulated", fields), _channel.Token(TimeProvider.System.GetUtcNow(), issuer: FakeChannel.EmulatorIssuer, claims: claims), app)).Status;

        Assert.Equal(HttpStatusCode.Accepted, await EmulatorAsync(new() { ["ver"] = "2.0", ["azp"] = FakeChannel.AppId }));
        Assert.Equal(HttpStatusCode.Accepted, await EmulatorAsync(new() { ["ver"] = "1.0", ["appid"] = FakeChannel.AppId }));
        Assert.Equal(HttpStatusCode.Forbidden, await EmulatorAsync(new() { ["ver"] = "1.0", ["appid"] = "another" }));
        Assert.Equal(HttpStatusCode.Unauthorized, await EmulatorAsync(new() { ["appid"] = FakeChannel.AppId }));
        Assert.Equal(HttpStatusCode.Forbidden, await EmulatorAsync(
            new() { ["ver"] = "2.0", ["azp"] = FakeChannel.AppId }, """{"serviceUrl":"https://elsewhere.example"}"""));
    }

    [Fact]
    public async Task App_that_has_no_id_takes_nobody()
    {
        await using var app = new App();

        Assert.Equal(HttpStatusCode.Unauthorized, (await fixture.PostAsync(fixture.Message("x"), _channel.Token(Now), app)).Status);
    }

    [Fact]
    public async Task Without_authentication_only_this_machine_is_taken()
    {
        await using var app = new App().With("ServiceBot:BotFramework:Auth", "None");
        using var away = app.Client("203.0.113.9");

        Assert.Equal(HttpStatusCode.Accepted, (await fixture.PostAsync(fixture.Message("open"), null, app)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await ResidentClient.SendAsync(away, HttpMethod.Post, "/api/messages", null, fixture.Message("open"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await fixture.PostAsync(
            fixture.Message("open", """{"serviceUrl":"http://192.0.2.1"}"""), null, app)).Status);
    }

    [Theory]
    [InlineData("http://localhost:5080", true)]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("http://[::1]:5080", true)]
    [InlineData("http://*:5080", false)]
    [InlineData("http://+:5080", false)]
    [InlineData("http://0.0.0.0:5080", false)]
    [InlineData("http://[::]:5080", false)]
    [InlineData("https://bot.example", false)]
    public void Only_an_address_of_this_machine_may_be_open(string address, bool loopback) =>
        Assert.Equal(loopback, ServiceBot.Channels.BotFramework.OpenOnLoopbackOnly.IsLoopback(address));
}

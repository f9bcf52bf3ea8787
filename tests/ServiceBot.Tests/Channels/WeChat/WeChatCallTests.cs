using System.Net;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Channels.WeChat;

public sealed class WeChatCallTests(FollowedApp fixture) : IClassFixture<FollowedApp>
{
    private const string Hello = "<xml><ToUserName>gh</ToUserName><FromUserName>oCall</FromUserName><MsgType>text</MsgType><Content>您好</Content><MsgId>1</MsgId></xml>";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Now => fixture.Time.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task Address_is_confirmed_to_who_signs_with_our_token()
    {
        var signature = fixture.Platform.Envelope.SignatureOf(Now, "n1");

        Assert.Equal((HttpStatusCode.OK, "8371"), await GetAsync($"signature={signature}&timestamp={Now}&nonce=n1&echostr=8371"));
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync($"signature={signature}&timestamp={Now}&nonce=n2&echostr=8371")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync("")).Status);
    }

    [Fact]
    public async Task Encrypted_word_of_the_check_is_given_back_in_plain()
    {
        await using var app = fixture.Make(WeChatMode.Encrypted);
        var word = fixture.Platform.Envelope.Encrypt("4711");
        var signature = fixture.Platform.Envelope.SignatureOf(Now, "n3", word);

        Assert.Equal((HttpStatusCode.OK, "4711"), await GetAsync($"msg_signature={signature}&timestamp={Now}&nonce=n3&echostr={Uri.EscapeDataString(word)}", app));
    }

    [Fact]
    public async Task Service_without_an_account_refuses_everybody()
    {
        await using var app = new App();
        using var call = fixture.Platform.Call("oCall", Hello, WeChatMode.Plain);

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(call, app));
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync($"signature={fixture.Platform.Envelope.SignatureOf(Now, "n")}&timestamp={Now}&nonce=n&echostr=1", app)).Status);
    }

    [Fact]
    public async Task Call_that_is_not_signed_with_our_token_is_refused()
    {
        using var call = fixture.Platform.Call("oCall", Hello, WeChatMode.Plain);
        call.RequestUri = new Uri(call.RequestUri!.OriginalString.Replace("signature=", "signature=0", StringComparison.Ordinal), UriKind.Relative);

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(call));
    }

    [Theory]
    [InlineData(-11)]
    [InlineData(11)]
    public async Task Call_of_another_time_is_a_recording(int minutes)
    {
        var then = fixture.Time.GetUtcNow().AddMinutes(minutes).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var call = fixture.Platform.Call("oCall", Hello, WeChatMode.Plain, then);

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(call));
    }

    [Fact]
    public async Task Signature_that_was_seen_with_one_body_signs_no_other()
    {
        using var first = fixture.Platform.Call("oCall", Hello, WeChatMode.Plain, Now, "once");
        using var again = fixture.Platform.Call("oCall", Hello, WeChatMode.Plain, Now, "once");
        using var forged = fixture.Platform.Call("oCall", Hello.Replace("oCall", "oVictim", StringComparison.Ordinal), WeChatMode.Plain, Now, "once");

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Forbidden), (await PostAsync(first), await PostAsync(again), await PostAsync(forged)));
    }

    [Fact]
    public async Task Account_with_a_key_takes_nothing_plain_and_nothing_changed()
    {
        await using var app = fixture.Make(WeChatMode.Encrypted);
        using var plain = fixture.Platform.Call("oCall", Hello, WeChatMode.Plain);
        using var good = fixture.Platform.Call("oCall", Hello, WeChatMode.Encrypted);
        using var changed = fixture.Platform.Call("oCall", Hello, WeChatMode.Encrypted);
        changed.Content = new StringContent($"<xml><Encrypt>{fixture.Platform.Envelope.Encrypt(Hello)}</Encrypt></xml>");

        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.Forbidden), (await PostAsync(plain, app), await PostAsync(good, app), await PostAsync(changed, app)));
    }

    [Fact]
    public async Task Account_without_a_key_reads_the_plain_half_and_refuses_what_has_none()
    {
        using var both = fixture.Platform.Call("oCall", Hello, WeChatMode.Compatible);
        using var encrypted = fixture.Platform.Call("oCall", Hello, WeChatMode.Encrypted);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (await PostAsync(both), await PostAsync(encrypted)));
    }

    [Theory]
    [InlineData("<xml><ToUserName>gh</ToUserName></xml>")]
    [InlineData("no xml")]
    public async Task Signed_call_that_says_nothing_is_a_bad_one(string xml)
    {
        using var call = fixture.Platform.Call("oCall", xml, WeChatMode.Plain);

        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(call));
    }

    [Fact]
    public async Task Body_that_is_too_long_is_not_read()
    {
        using var call = fixture.Platform.Call("oCall", $"<xml>{new string('a', 70_000)}</xml>", WeChatMode.Plain);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(call));
    }

    private async Task<(HttpStatusCode Status, string Body)> GetAsync(string query, App? app = null)
    {
        using var client = (app ?? fixture.App).Client();
        using var response = await client.GetAsync(new Uri("/wechat?" + query, UriKind.Relative), Cancel);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    private async Task<HttpStatusCode> PostAsync(HttpRequestMessage call, App? app = null)
    {
        using var client = (app ?? fixture.App).Client();
        using var response = await client.SendAsync(call, Cancel);
        return response.StatusCode;
    }
}

using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ServiceBot.Channels.DirectLine;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Channels.DirectLine;

public sealed class TokenTests(ClockedApp clocked) : IClassFixture<ClockedApp>, IDisposable
{
    private readonly App _app = clocked.App;
    private readonly ShiftedTime _time = clocked.Time;
    private readonly HttpClient _client = clocked.App.Client();

    public void Dispose() => _client.Dispose();

    private Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync(string path, string? token, string? json = null) =>
        ResidentClient.SendAsync(_client, HttpMethod.Post, path, token, json);

    private async Task<JsonElement> GenerateAsync(string? json = null) =>
        (await PostAsync("/v3/directline/tokens/generate", ClockedApp.Secret, json)).Answer;

    private static string? Code(JsonElement answer) => answer.GetProperty("error").GetProperty("code").GetString();

    [Fact]
    public async Task Secret_brings_a_token_whose_user_the_official_client_can_read()
    {
        var answer = await GenerateAsync("""{"user":{"id":"dl_zhang"}}""");

        Assert.Equal(1800, answer.GetProperty("expires_in").GetInt32());
        Assert.StartsWith("dl-", answer.GetProperty("conversationId").GetString(), StringComparison.Ordinal);
        Assert.Equal("dl_zhang", new JsonWebToken(answer.GetProperty("token").GetString()).GetPayloadValue<string>("user"));
    }

    [Fact]
    public async Task User_id_without_the_reserved_beginning_is_refused()
    {
        var (status, answer) = await PostAsync("/v3/directline/tokens/generate", ClockedApp.Secret, """{"user":{"id":"zhang"}}""");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("BadArgument", Code(answer));
    }

    [Fact]
    public async Task Token_makes_no_tokens_for_others()
    {
        var token = (await GenerateAsync()).GetProperty("token").GetString();

        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync("/v3/directline/tokens/generate", token)).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not the secret")]
    [InlineData("a.b.c")]
    public async Task Missing_or_foreign_credentials_are_401(string? shown) =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync("/v3/directline/conversations", shown)).Status);

    [Fact]
    public async Task Header_that_is_not_bearer_is_401()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v3/directline/conversations");
        request.Headers.TryAddWithoutValidation("Authorization", "Basic " + ClockedApp.Secret);
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Refresh_with_an_empty_body_brings_a_later_token_for_the_same_conversation()
    {
        var first = await GenerateAsync();
        _time.Advance(TimeSpan.FromMinutes(15));
        var (status, second) = await PostAsync("/v3/directline/tokens/refresh", first.GetProperty("token").GetString(), "");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(first.GetProperty("conversationId").GetString(), second.GetProperty("conversationId").GetString());
        _time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(HttpStatusCode.Created, (await PostAsync("/v3/directline/conversations", second.GetProperty("token").GetString())).Status);
    }

    [Fact]
    public async Task Expired_token_is_403_TokenExpired_to_the_second_and_cannot_be_refreshed()
    {
        var token = (await GenerateAsync()).GetProperty("token").GetString();
        _time.Advance(TimeSpan.FromMinutes(30) + TimeSpan.FromSeconds(1));

        foreach (var path in new[] { "conversations", "tokens/refresh" })
        {
            var (status, answer) = await PostAsync("/v3/directline/" + path, token);
            Assert.Equal(HttpStatusCode.Forbidden, status);
            Assert.Equal("TokenExpired", Code(answer));
        }
    }

    [Fact]
    public async Task Token_that_was_good_a_moment_ago_is_not_remembered_past_its_end()
    {
        var token = (await GenerateAsync()).GetProperty("token").GetString();
        Assert.Equal(HttpStatusCode.Created, (await PostAsync("/v3/directline/conversations", token)).Status);
        _time.Advance(TimeSpan.FromMinutes(31));

        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync("/v3/directline/conversations", token)).Status);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    [InlineData("HS512")]
    public async Task Token_signed_otherwise_is_401(string algorithm)
    {
        var real = (await GenerateAsync()).GetProperty("token").GetString()!;
        var payload = real.Split('.')[1];
        var key = algorithm == "HS512" ? _app.Services.GetRequiredService<DirectLineSecret>().SigningKey : Encoding.UTF8.GetBytes(ClockedApp.Secret.PadRight(64));
        var forged = algorithm == "none"
            ? Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""") + "." + payload + "."
            : new JsonWebTokenHandler().CreateToken(
                Base64UrlEncoder.Decode(payload), new SigningCredentials(new SymmetricSecurityKey([.. key, .. key]), algorithm));

        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync("/v3/directline/conversations", forged)).Status);
    }

    [Fact]
    public async Task Address_of_a_stream_is_no_token()
    {
        var token = (await GenerateAsync()).GetProperty("token").GetString();
        var (_, started) = await PostAsync("/v3/directline/conversations", token);
        var streamUrl = new Uri(started.GetProperty("streamUrl").GetString()!);
        var streamToken = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(streamUrl.Query)["t"].ToString();

        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync("/v3/directline/conversations", streamToken)).Status);
    }

    [Fact]
    public async Task Token_of_an_agent_ends_with_his_sign_in_however_often_it_is_refreshed()
    {
        var (conversation, user) = ConversationIds.OfProxyAgent("7");
        var token = _app.Services.GetRequiredService<DirectLineTokens>().Issue(conversation, user, "7");
        var refreshes = 0;
        while (await PostAsync("/v3/directline/tokens/refresh", token) is { Status: HttpStatusCode.OK } next)
        {
            token = next.Answer.GetProperty("token").GetString()!;
            _time.Advance(TimeSpan.FromMinutes(25));
            Assert.True(++refreshes < 100);
        }

        Assert.InRange(refreshes, 12 * 60 / 25, 12 * 60 / 25 + 1);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync("/chat/token", null, $$"""{"token":"{{token}}"}""")).Status);
    }

    [Fact]
    public async Task Closed_browser_comes_back_into_its_conversation_with_its_expired_token()
    {
        var (_, first) = await PostAsync("/chat/token", null);
        _time.Advance(TimeSpan.FromDays(20));
        var (status, second) = await PostAsync("/chat/token", null, $$"""{"token":"{{first.GetProperty("token").GetString()}}"}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(first.GetProperty("conversationId").GetString(), second.GetProperty("conversationId").GetString());
        Assert.Equal(first.GetProperty("userId").GetString(), second.GetProperty("userId").GetString());
        Assert.Equal(HttpStatusCode.Created, (await PostAsync("/v3/directline/conversations", second.GetProperty("token").GetString())).Status);
    }

    [Theory]
    [InlineData("""{"token":"a.b.c"}""")]
    [InlineData("""{"token":null}""")]
    [InlineData("")]
    public async Task Browser_without_a_token_of_ours_becomes_somebody_new(string body)
    {
        var (_, first) = await PostAsync("/chat/token", null, body);
        var (_, second) = await PostAsync("/chat/token", null, body);

        Assert.StartsWith("dl_", first.GetProperty("userId").GetString(), StringComparison.Ordinal);
        Assert.Equal("dl-".Length + 22, first.GetProperty("conversationId").GetString()!.Length);
        Assert.NotEqual(first.GetProperty("conversationId").GetString(), second.GetProperty("conversationId").GetString());
    }

    [Fact]
    public async Task Token_is_no_way_into_another_conversation_that_the_page_names()
    {
        var (_, first) = await PostAsync("/chat/token", null);
        var (_, other) = await PostAsync("/chat/token", null);
        var wanted = other.GetProperty("conversationId").GetString();
        var (_, answer) = await PostAsync("/chat/token", null, $$"""{"token":"{{first.GetProperty("token").GetString()}}","conversationId":"{{wanted}}"}""");

        Assert.NotEqual(wanted, answer.GetProperty("conversationId").GetString());
    }

    [Fact]
    public async Task Address_that_asks_for_too_many_tokens_waits_and_others_do_not()
    {
        await using var app = new App().With("ServiceBot:DirectLine:TokenBurst", "3").With("ServiceBot:DirectLine:TokensPerSecond", "1");
        using var flood = app.Client("203.0.113.9");
        using var other = app.Client("203.0.113.10");
        HttpResponseMessage answer;
        var asked = 0;
        do
        {
            answer = await flood.PostAsync(new Uri("/chat/token", UriKind.Relative), null, TestContext.Current.CancellationToken);
            Assert.True(++asked < 50);
        }
        while (answer.StatusCode == HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Equal(HttpStatusCode.OK, (await other.PostAsync(new Uri("/chat/token", UriKind.Relative), null, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Secret_that_was_made_at_the_first_start_is_kept_for_its_owner_only()
    {
        await using var app = new App();
        var made = app.Services.GetRequiredService<DirectLineSecret>();
        var file = Path.Combine(app.Data, "directline-secret");

        Assert.True(made.Is(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Any_page_may_call_and_none_with_cookies()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/v3/directline/conversations");
        request.Headers.Add("Origin", "https://elsewhere.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type,x-ms-bot-agent");
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Contains("x-ms-bot-agent", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Headers")), StringComparison.OrdinalIgnoreCase);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
    }
}

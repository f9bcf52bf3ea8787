using System.Net;
using System.Text;
using System.Text.Json;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Channels.DirectLine;

public sealed class BadInputTests(ClockedApp clocked) : IClassFixture<ClockedApp>
{
    private readonly App _app = clocked.App;

    private static string Activities(ResidentClient talk) => $"conversations/{talk.ConversationId}/activities";

    private static string? Code(JsonElement answer) => answer.GetProperty("error").GetProperty("code").GetString();

    private static IEnumerable<JsonElement> Mine(IEnumerable<JsonElement> activities) =>
        activities.Where(activity => activity.GetProperty("from").GetProperty("role").GetString() == "user");

    [Fact]
    public async Task Type_that_nobody_knows_is_taken_and_ignored()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        var (status, answer) = await talk.PostAsync(Activities(talk), """{"type":"application/x-new","text":"x"}""");
        var (activities, _) = await talk.ReadAsync();

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.NotEmpty(answer.GetProperty("id").GetString()!);
        Assert.DoesNotContain(activities, activity => activity.TryGetProperty("replyToId", out var to) && to.GetString() == answer.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"message\"")]
    [InlineData("{}")]
    [InlineData("""{"type":null}""")]
    [InlineData("""{"type":""}""")]
    [InlineData("""{"type":{"a":1}}""")]
    [InlineData("""{"type":"message","text":{"a":1}}""")]
    [InlineData("""{"type":"message","text":"x","localTimestamp":"yesterday"}""")]
    [InlineData("{\"type\":\"message\",\"text\":\"a\u0000b\"}")]
    [InlineData("""{"type":"a-type-of-more-than-forty-characters-is-nobodys"}""")]
    public async Task Body_that_is_no_activity_is_400_with_a_reason_and_nothing_is_stored(string body)
    {
        using var talk = await ResidentClient.StartAsync(_app);
        var before = await talk.ReadAsync();
        var (status, answer) = await talk.PostAsync(Activities(talk), body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.NotEmpty(Code(answer)!);
        Assert.DoesNotContain("   at ", answer.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(before.Watermark, (await talk.ReadAsync()).Watermark);
    }

    [Fact]
    public async Task Deeply_nested_body_is_400()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        var deep = string.Concat(Enumerable.Repeat("[", 5000)) + string.Concat(Enumerable.Repeat("]", 5000));
        var (status, _) = await talk.PostAsync(Activities(talk), $$"""{"type":"message","channelData":{{deep}}}""");

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task Text_of_a_megabyte_is_413_and_the_conversation_goes_on()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        var (status, answer) = await talk.PostAsync(Activities(talk), JsonSerializer.Serialize(new { type = "message", text = new string('x', 1024 * 1024) }));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Equal("MessageSizeTooBig", Code(answer));
        await talk.SayAsync("still here");
    }

    [Fact]
    public async Task Large_body_of_unknown_length_is_413()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        using var client = _app.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v3/directline/" + Activities(talk));
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Authorization = new("Bearer", talk.Token);
        request.Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(new string(' ', 2 * 1024 * 1024))));
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Text_over_the_limit_of_characters_is_400()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        var (status, answer) = await talk.PostAsync(Activities(talk), JsonSerializer.Serialize(new { type = "message", text = new string('x', 20_001) }));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("MessageSizeTooBig", Code(answer));
    }

    [Fact]
    public async Task Null_characters_and_half_surrogates_are_taken_out_and_rare_characters_stay()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        var (status, _) = await talk.PostAsync(Activities(talk), """{"type":"message","text":"a\u0000\ud800b \ud83d\ude00\ud842\udfb7","channelData":{"x":"\u0000\udc00"}}""");

        Assert.Equal(HttpStatusCode.OK, status);
        var echo = Assert.Single(Mine((await talk.ReadAsync()).Activities));
        Assert.Equal("ab \U0001F600\U00020BB7", echo.GetProperty("text").GetString());
        Assert.Equal("", echo.GetProperty("channelData").GetProperty("x").GetString());
    }
}

using System.Net;
using System.Text.Json;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Channels.DirectLine;

public sealed class ActivityTests(ClockedApp clocked) : IClassFixture<ClockedApp>
{
    private readonly App _app = clocked.App;

    private static string Activities(ResidentClient talk) => $"conversations/{talk.ConversationId}/activities";

    private static IEnumerable<JsonElement> Mine(IEnumerable<JsonElement> activities) =>
        activities.Where(activity => activity.GetProperty("from").GetProperty("role").GetString() == "user");

    [Fact]
    public async Task Posted_message_is_echoed_with_its_id_and_with_channelData_as_it_came()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        const string ChannelData = """{"clientActivityID":"k1","nested":{"a":[1,2.50,null]},"text":"\u4f60\u597d"}""";
        var (status, answer) = await talk.PostAsync(Activities(talk), $$"""{"type":"message","text":"x","channelData":{{ChannelData}},"unknown":7}""");

        Assert.Equal(HttpStatusCode.OK, status);
        var echo = Assert.Single(Mine((await talk.ReadAsync()).Activities));
        Assert.Equal(answer.GetProperty("id").GetString(), echo.GetProperty("id").GetString());
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(ChannelData).RootElement, echo.GetProperty("channelData")));
        Assert.Equal(7, echo.GetProperty("unknown").GetInt32());
    }

    [Fact]
    public async Task Sender_is_who_the_token_says_whatever_the_activity_says()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        await talk.PostAsync(Activities(talk), """{"type":"message","text":"x","id":"mine","from":{"id":"dl_somebody","role":"bot"},"serviceUrl":"http://evil.example"}""");

        var echo = Assert.Single(Mine((await talk.ReadAsync()).Activities));
        var user = new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(talk.Token).GetPayloadValue<string>("user");
        Assert.Equal(user, echo.GetProperty("from").GetProperty("id").GetString());
        Assert.NotEqual("mine", echo.GetProperty("id").GetString());
        Assert.False(echo.TryGetProperty("serviceUrl", out _));
    }

    [Fact]
    public async Task Message_posted_twice_is_stored_once_and_both_posts_get_the_same_id()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        var first = await talk.SayAsync("once", "same");
        var before = await talk.ReadAsync();
        var second = await talk.SayAsync("once", "same");
        var after = await talk.ReadAsync(before.Watermark);

        Assert.Equal(first, second);
        Assert.Empty(after.Activities);
    }

    [Fact]
    public async Task Message_posted_many_times_at_once_is_stored_once()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => talk.SayAsync("once", "same")));

        Assert.Single(ids.Distinct());
        Assert.Single(Mine((await talk.ReadAsync()).Activities));
    }

    [Fact]
    public async Task Long_and_strange_client_ids_are_keys_too()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        foreach (var id in new[] { new string('k', 5000), "start", "outbox:1", "键", "\U0001F600" })
        {
            var first = await talk.SayAsync("x", id);
            Assert.Equal(first, await talk.SayAsync("x", id));
        }

        Assert.Equal(5, Mine((await talk.ReadAsync()).Activities).Count());
    }

    [Fact]
    public async Task Message_without_a_client_id_may_be_said_again()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        Assert.NotEqual(await talk.SayAsync("yes"), await talk.SayAsync("yes"));
    }

    [Fact]
    public async Task Watermarks_page_through_everything_in_order_and_once()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        for (var i = 0; i < 120; i++) await talk.SayAsync($"m{i}", $"c{i}");
        var (status, page) = await talk.GetAsync($"{Activities(talk)}?watermark=");
        var (all, watermark) = await talk.ReadAsync();
        var (none, same) = await talk.ReadAsync(watermark);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.InRange(page.GetProperty("activities").GetArrayLength(), 1, 100);
        Assert.Equal(Enumerable.Range(0, 120).Select(i => $"m{i}"), Mine(all).Select(activity => activity.GetProperty("text").GetString()));
        Assert.Equal(all.Count, all.Select(activity => activity.GetProperty("id").GetString()).Distinct().Count());
        Assert.Empty(none);
        Assert.Equal(watermark, same);
        var times = all.Select(activity => activity.GetProperty("timestamp").GetDateTimeOffset()).ToList();
        Assert.Equal(times.Order(), times);
        Assert.Equal(times.Count, times.Distinct().Count());
    }

    [Fact]
    public async Task Watermark_from_before_a_restored_backup_falls_back_to_the_end()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        await talk.SayAsync("x");
        var (_, end) = await talk.ReadAsync();
        var (_, set) = await talk.GetAsync($"{Activities(talk)}?watermark=zzz");

        Assert.Equal(end, set.GetProperty("watermark").GetString());
    }

    [Theory]
    [InlineData("activities?watermark=UPPER")]
    [InlineData("?watermark=UPPER")]
    public async Task Watermark_that_is_not_ours_is_400(string rest)
    {
        using var talk = await ResidentClient.StartAsync(_app);
        var (status, _) = await talk.GetAsync($"conversations/{talk.ConversationId}/{rest}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task That_somebody_came_is_not_shown_to_clients()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        await talk.PostAsync(Activities(talk), """{"type":"conversationUpdate","membersAdded":[{"id":"x"}]}""");
        await talk.PostAsync(Activities(talk), """{"type":"typing"}""");
        var (activities, _) = await talk.ReadAsync();

        Assert.DoesNotContain(activities, activity => activity.GetProperty("type").GetString() is "conversationUpdate" or "typing");
    }

    [Fact]
    public async Task Token_opens_no_other_conversation()
    {
        using var one = await ResidentClient.StartAsync(_app);
        using var other = await ResidentClient.StartAsync(_app);
        using var thief = new ResidentClient(_app, one.Token, other.ConversationId);

        Assert.Equal(HttpStatusCode.Forbidden, (await thief.PostAsync(Activities(thief), """{"type":"message","text":"x"}""")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await thief.GetAsync(Activities(thief))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await thief.GetAsync($"conversations/{thief.ConversationId}")).Status);
    }

    [Theory]
    [InlineData("dl-nobody-ever-started-this")]
    [InlineData("bf-of-another-channel")]
    public async Task Unknown_conversation_is_404(string id)
    {
        using var server = new ResidentClient(_app, ClockedApp.Secret, id);

        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync($"conversations/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync($"conversations/{id}/activities?watermark=")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.PostAsync($"conversations/{id}/activities", """{"type":"message","text":"x"}""")).Status);
    }

    [Fact]
    public async Task Started_conversation_is_201_and_the_same_again_is_200_with_one_greeting()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        var (before, _) = await talk.ReadAsync();
        var (status, answer) = await talk.PostAsync("conversations", """{"user":{},"locale":"zh-CN"}""");
        var (after, _) = await talk.ReadAsync();

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(talk.ConversationId, answer.GetProperty("conversationId").GetString());
        Assert.NotEmpty(before);
        Assert.Equal(before.Count, after.Count);
    }

    [Fact]
    public async Task Conversation_that_floods_waits_with_429()
    {
        await using var app = new App().With("ServiceBot:DirectLine:MessageBurst", "5").With("ServiceBot:DirectLine:MessagesPerSecond", "1");
        using var talk = await ResidentClient.StartAsync(app);
        HttpStatusCode status;
        var posts = 0;
        do
        {
            (status, _) = await talk.PostAsync(Activities(talk), """{"type":"message","text":"x"}""");
            Assert.True(++posts < 100);
        }
        while (status == HttpStatusCode.OK);

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
    }
}

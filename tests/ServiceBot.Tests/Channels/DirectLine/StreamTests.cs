using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using ServiceBot.Channels.DirectLine;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Channels.DirectLine;

public sealed class StreamTests(ClockedApp clocked) : IClassFixture<ClockedApp>
{
    private readonly App _app = clocked.App;

    /// <summary>Reads until all <paramref name="count"/> of the user's own messages have come.</summary>
    private static async Task<List<JsonElement>> MineAsync(ResidentClient.Listener stream, int count)
    {
        var mine = new List<JsonElement>();
        while (mine.Count < count)
        {
            var (activity, _) = await stream.NextAsync();
            if (activity.GetProperty("from").GetProperty("role").GetString() == "user") mine.Add(activity);
        }

        return mine;
    }

    private static IEnumerable<string?> Texts(IEnumerable<JsonElement> activities) => activities.Select(activity => activity.GetProperty("text").GetString());

    [Fact]
    public async Task What_was_said_between_start_and_opening_is_replayed_and_what_follows_comes_live()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        await talk.SayAsync("before");
        using var stream = await talk.OpenStreamAsync();
        await talk.SayAsync("after");

        Assert.Equal(["before", "after"], Texts(await MineAsync(stream, 2)));
    }

    [Fact]
    public async Task Two_hundred_messages_at_once_come_once_each_and_in_one_order_with_the_log()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        using var stream = await talk.OpenStreamAsync();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => talk.SayAsync($"m{i}", $"c{i}")));
        var streamed = await MineAsync(stream, 200);
        var (logged, _) = await talk.ReadAsync();

        Assert.Equal(200, Texts(streamed).Distinct().Count());
        Assert.Equal(
            Texts(logged.Where(activity => activity.GetProperty("from").GetProperty("role").GetString() == "user")), Texts(streamed));
    }

    [Fact]
    public async Task Stream_opened_while_messages_arrive_misses_none_and_repeats_none()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        var saying = Task.WhenAll(Enumerable.Range(0, 100).Select(i => talk.SayAsync($"m{i}", $"c{i}")));
        using var stream = await talk.OpenStreamAsync();
        await saying;
        var seen = new List<string?>();
        var last = await talk.SayAsync("last", "last");
        while (true)
        {
            var (activity, _) = await stream.NextAsync();
            seen.Add(activity.GetProperty("id").GetString());
            if (seen[^1] == last) break;
        }

        var (logged, _) = await talk.ReadAsync();
        Assert.Equal(logged.Select(activity => activity.GetProperty("id").GetString()).TakeWhile(id => id != last).Append(last), seen);
    }

    [Fact]
    public async Task Reconnected_stream_goes_on_after_the_watermark()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        string watermark;
        using (var first = await talk.OpenStreamAsync())
        {
            await talk.SayAsync("one");
            (JsonElement activity, watermark) = await first.NextAsync();
            while (activity.GetProperty("from").GetProperty("role").GetString() != "user") (activity, watermark) = await first.NextAsync();
        }

        await talk.SayAsync("two");
        using var second = await talk.OpenStreamAsync(watermark);

        Assert.Equal("two", Assert.Single(await MineAsync(second, 1)).GetProperty("text").GetString());
    }

    [Fact]
    public async Task Without_a_watermark_a_reconnected_stream_brings_only_what_is_new()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        await talk.SayAsync("old");
        using var stream = await talk.OpenStreamAsync("");
        await talk.SayAsync("new");

        Assert.Equal("new", Assert.Single(await MineAsync(stream, 1)).GetProperty("text").GetString());
    }

    [Fact]
    public async Task Second_stream_of_a_conversation_closes_the_first_with_collision()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        using var first = await talk.OpenStreamAsync("");
        using var second = await talk.OpenStreamAsync("");

        Assert.Null(await first.FrameAsync());
        Assert.Equal("collision", first.Socket.CloseStatusDescription);
        await talk.SayAsync("x");
        await MineAsync(second, 1);
    }

    [Fact]
    public async Task Stream_ends_with_the_token()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        var tokens = _app.Services.GetRequiredService<DirectLineTokens>();
        var caller = tokens.Check(talk.Token).Caller! with { RenewableUntil = clocked.Time.GetUtcNow().AddSeconds(3) };
        using var stream = await talk.OpenStreamAsync(Address(talk, tokens.IssueForStream(caller)!));

        while (await stream.FrameAsync() is not null)
        {
            // The greeting.
        }

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, stream.Socket.CloseStatus);
    }

    [Fact]
    public async Task Address_of_a_stream_opens_for_a_minute_only()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        var (_, answer) = await talk.PostAsync("conversations", null);
        clocked.Time.Advance(TimeSpan.FromSeconds(61));

        await RefusedAsync(talk, new Uri(answer.GetProperty("streamUrl").GetString()!), 403);
    }

    [Fact]
    public async Task Stream_is_checked_before_the_socket_is_accepted()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        using var other = await ResidentClient.StartAsync(_app);
        var tokens = _app.Services.GetRequiredService<DirectLineTokens>();
        var own = tokens.IssueForStream(tokens.Check(talk.Token).Caller!)!;

        await RefusedAsync(talk, Address(talk, ""), 401);
        await RefusedAsync(talk, Address(talk, "a.b.c"), 401);
        await RefusedAsync(talk, Address(talk, talk.Token), 401);
        await RefusedAsync(talk, Address(other, own), 403);
    }

    [Fact]
    public async Task Keep_alives_of_the_client_are_taken_and_floods_are_not()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        using var stream = await talk.OpenStreamAsync("");
        for (var i = 0; i < 50; i++)
            await stream.Socket.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
        await talk.SayAsync("x");
        await MineAsync(stream, 1);
        await stream.Socket.SendAsync(Encoding.UTF8.GetBytes(new string('x', 100_000)), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
        while (await stream.FrameAsync() is not null)
        {
            // The reply to x.
        }

        Assert.Equal(WebSocketCloseStatus.MessageTooBig, stream.Socket.CloseStatus);
    }

    [Fact]
    public async Task Closed_stream_is_forgotten()
    {
        using var talk = await ResidentClient.StartAsync(_app);
        using var stream = await talk.OpenStreamAsync("");
        await stream.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", TestContext.Current.CancellationToken);
        var streams = _app.Services.GetRequiredService<StreamRegistry>();

        Assert.True(SpinWait.SpinUntil(() => !streams.Has(talk.ConversationId), TimeSpan.FromSeconds(5)));
    }

    private static Uri Address(ResidentClient talk, string token) =>
        new($"ws://localhost/v3/directline/conversations/{talk.ConversationId}/stream?t={token}&watermark=0");

    private static async Task RefusedAsync(ResidentClient talk, Uri address, int status)
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => talk.OpenStreamAsync(address));
        Assert.Contains(status.ToString(System.Globalization.CultureInfo.InvariantCulture), refusal.Message, StringComparison.Ordinal);
    }
}

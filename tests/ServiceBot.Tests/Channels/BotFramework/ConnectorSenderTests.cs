using ServiceBot.Channels;
using ServiceBot.Channels.BotFramework;
using ServiceBot.Domain.Messaging;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Channels.BotFramework;

public sealed class ConnectorSenderTests(ChannelApp fixture) : IClassFixture<ChannelApp>
{
    private readonly FakeChannel _channel = fixture.Channel;

    private Task<SendResult> SendAsync(string? replyToId = "bf:their|1", bool isVerified = true, string? serviceUrl = null)
    {
        var now = fixture.Time.GetUtcNow();
        var reference = new ConversationReference
        {
            ChannelId = "webchat", ServiceUrl = serviceUrl ?? _channel.ServiceUrl, IsVerified = isVerified, ActivityId = "their|2",
            Bot = new ChannelAccount { Id = "bot-1" }, User = new ChannelAccount { Id = "user-1" }, Conversation = new ConversationAccount { Id = "a/b c" },
        };
        var row = new OutboxRow { Recipient = "bf-x", Kind = OutboxKind.Send, Key = "reply/bf-x/1", Payload = "", CreatedAt = now, DueAt = now };
        var conversation = new ConversationRow
        {
            Id = "bf-x", Channel = "botframework", UserId = "user-1", Reference = reference.ToJson(), Locale = "zh-Hans", State = "{}",
            Version = 1, LastSeq = 1, CreatedAt = now, LastTurnAt = now,
        };
        var sender = fixture.App.Services.GetServices<ISender>().Single(one => one.Channel == "botframework");
        return sender.SendAsync(row, conversation, new Activity { Type = "message", Id = "ours|2", Text = "hi", ReplyToId = replyToId }, TestContext.Current.CancellationToken);
    }

    private ValueTask<FakeChannel.Post> PostAsync() => _channel.Posts.Reader.ReadAsync(TestContext.Current.CancellationToken);

    [Fact]
    public async Task Reply_goes_to_the_message_it_answers_under_the_channels_own_names()
    {
        var sent = Assert.IsType<SendResult.Sent>(await SendAsync());
        var post = await PostAsync();

        Assert.Equal("of-the-channel", sent.ProviderId);
        Assert.Equal("/prefix/v3/conversations/a%2Fb c/activities/their|1", post.Path);
        Assert.StartsWith("Bearer reply-token-", post.Authorization, StringComparison.Ordinal);
        Assert.False(post.Activity.TryGetProperty("id", out _));
        Assert.Equal("their|1", post.Activity.GetProperty("replyToId").GetString());
        Assert.Equal("bot-1", post.Activity.GetProperty("from").GetProperty("id").GetString());
        Assert.Equal("user-1", post.Activity.GetProperty("recipient").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Reply_to_a_message_whose_id_was_too_long_to_keep_goes_to_the_last_message()
    {
        await SendAsync(replyToId: ServiceBot.Channels.InboxKey.Of("bf:", new string('x', 300)));

        Assert.Equal("their|2", (await PostAsync()).Activity.GetProperty("replyToId").GetString());
    }

    [Fact]
    public async Task Notice_that_answers_nothing_is_sent_to_the_conversation()
    {
        await SendAsync(replyToId: null);

        Assert.Equal("/prefix/v3/conversations/a%2Fb c/activities", (await PostAsync()).Path);
    }

    [Fact]
    public async Task Token_is_fetched_once_and_again_before_it_ends()
    {
        await SendAsync();
        var given = _channel.TokensGiven;
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SendAsync()));
        Assert.Equal(given, _channel.TokensGiven);

        fixture.Time.Advance(TimeSpan.FromMinutes(56));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SendAsync()));
        Assert.Equal(given + 1, _channel.TokensGiven);
        for (var i = 0; i < 11; i++) await PostAsync();
    }

    [Fact]
    public async Task Token_goes_to_no_address_that_was_not_verified()
    {
        await SendAsync(isVerified: false);

        Assert.Equal("", (await PostAsync()).Authorization);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(401)]
    public async Task Channel_that_is_in_trouble_is_tried_again(int status)
    {
        _channel.Answers.Enqueue(status);

        Assert.IsType<SendResult.Retry>(await SendAsync());
        await PostAsync();
    }

    [Fact]
    public async Task Channel_that_asks_for_time_gets_it()
    {
        _channel.Answers.Enqueue(429);

        Assert.Equal(TimeSpan.FromSeconds(1), Assert.IsType<SendResult.Retry>(await SendAsync()).After);
        await PostAsync();
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task What_the_channel_refuses_for_good_is_for_staff(int status)
    {
        _channel.Answers.Enqueue(status);

        Assert.IsType<SendResult.Dead>(await SendAsync());
        await PostAsync();
    }

    [Fact]
    public async Task Channel_that_is_away_is_tried_again() =>
        Assert.IsType<SendResult.Retry>(await SendAsync(serviceUrl: "http://127.0.0.1:1/"));
}

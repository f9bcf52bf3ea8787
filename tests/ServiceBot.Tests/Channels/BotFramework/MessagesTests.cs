using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Channels.BotFramework;
using ServiceBot.Domain.Messaging;
using ServiceBot.Transcripts;

namespace ServiceBot.Tests.Channels.BotFramework;

public sealed class MessagesTests(ChannelApp fixture) : IClassFixture<ChannelApp>
{
    private string Token() => fixture.Channel.Token(fixture.Time.GetUtcNow());

    private static Task<int> InboxAsync(ChannelApp fixture, string conversationId) =>
        fixture.App.InStoreAsync(db => db.Set<InboxRow>().CountAsync(row => row.ConversationId == conversationId));

    private static string IdOf(string json) => MessagesEndpoint.IdOf(ActivityJson.Parse(json));

    [Fact]
    public async Task Message_delivered_twice_is_taken_once()
    {
        var message = fixture.Message("twice");
        Assert.Equal(HttpStatusCode.Accepted, (await fixture.PostAsync(message, Token())).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await fixture.PostAsync(message, Token())).Status);

        Assert.Equal(1, await InboxAsync(fixture, IdOf(message)));
    }

    [Fact]
    public async Task Same_conversation_id_on_two_channels_is_two_conversations()
    {
        var one = fixture.Message("same");
        var other = fixture.Message("same", """{"channelId":"msteams"}""");
        await fixture.PostAsync(one, Token());
        await fixture.PostAsync(other, Token());

        Assert.NotEqual(IdOf(one), IdOf(other));
        Assert.Equal(1, await InboxAsync(fixture, IdOf(one)));
        Assert.Equal(1, await InboxAsync(fixture, IdOf(other)));
    }

    [Fact]
    public async Task Expected_replies_come_in_the_response_addressed_as_the_channel_knows_us()
    {
        var message = fixture.Message("expecting", """{"deliveryMode":"expectReplies"}""");
        var (status, answer) = await fixture.PostAsync(message, Token());

        Assert.Equal(HttpStatusCode.OK, status);
        var reply = answer.GetProperty("activities").EnumerateArray().First();
        Assert.Equal("message", reply.GetProperty("type").GetString());
        Assert.Equal("bot-1", reply.GetProperty("from").GetProperty("id").GetString());
        Assert.Equal("user-1", reply.GetProperty("recipient").GetProperty("id").GetString());
        Assert.Equal("expecting", reply.GetProperty("conversation").GetProperty("id").GetString());
        Assert.Equal(JsonDocument.Parse(message).RootElement.GetProperty("id").GetString(), reply.GetProperty("replyToId").GetString());
        Assert.Equal(JsonSerializer.Serialize(answer), JsonSerializer.Serialize((await fixture.PostAsync(message, Token())).Answer));
    }

    [Fact]
    public async Task Replies_leave_for_the_channel_once_however_often_the_message_comes()
    {
        var message = fixture.Message("replied");
        var next = fixture.Message("replied", """{"text":"and now?"}""");
        foreach (var delivery in new[] { message, message, next }) await fixture.PostAsync(delivery, Token());
        // Replies leave in order: when the next message's comes, all of the first's have.
        var answered = new List<string?>();
        while (answered.LastOrDefault() != ActivityJson.Parse(next).Id)
        {
            var post = await fixture.Channel.Posts.Reader.ReadAsync(TestContext.Current.CancellationToken);
            if (post.Activity.GetProperty("conversation").GetProperty("id").GetString() == "replied")
                answered.Add(post.Activity.GetProperty("replyToId").GetString());
        }

        var said = await fixture.App.InStoreAsync(db => db.Set<TranscriptRow>().CountAsync(
            row => row.ConversationId == IdOf(message) && row.FromBot && row.TurnSeq == 1));
        Assert.Equal(said, answered.Count(id => id == ActivityJson.Parse(message).Id));
        Assert.NotEqual(0, said);
    }

    [Fact]
    public async Task Where_she_can_be_reached_again_is_kept()
    {
        var message = fixture.Message("kept");
        await fixture.PostAsync(message, Token());
        var row = await fixture.App.InStoreAsync(db => db.Set<ConversationRow>().SingleAsync(row => row.Id == IdOf(message)));
        var reference = ConversationReference.Parse(row.Reference!);

        Assert.Equal("botframework", row.Channel);
        Assert.Equal(fixture.Channel.ServiceUrl, reference.ServiceUrl);
        Assert.True(reference.IsVerified);
        Assert.Equal(("user-1", "bot-1", "kept"), (reference.User!.Id, reference.Bot!.Id, reference.Conversation.Id));
    }

    [Fact]
    public async Task Somebody_who_comes_is_greeted_and_the_bot_itself_is_not()
    {
        var bot = fixture.Message("arrival", """{"type":"conversationUpdate","membersAdded":[{"id":"bot-1"}]}""");
        await fixture.PostAsync(bot, Token());
        Assert.Equal(0, await InboxAsync(fixture, IdOf(bot)));

        var both = fixture.Message("arrival", """{"type":"conversationUpdate","membersAdded":[{"id":"bot-1"},{"id":"user-1"}]}""");
        Assert.Equal(HttpStatusCode.Accepted, (await fixture.PostAsync(both, Token())).Status);
        Assert.Equal(1, await InboxAsync(fixture, IdOf(both)));
    }

    [Fact]
    public async Task Invoke_that_nobody_defined_is_501() =>
        Assert.Equal(HttpStatusCode.NotImplemented, (await fixture.PostAsync(fixture.Message("invoked", """{"type":"invoke","name":"x"}"""), Token())).Status);

    [Theory]
    [InlineData("typing")]
    [InlineData("endOfConversation")]
    [InlineData("messageReaction")]
    [InlineData("application/x-unknown")]
    public async Task Other_types_are_accepted(string type) =>
        Assert.Equal(HttpStatusCode.Accepted, (await fixture.PostAsync(fixture.Message("others", $$"""{"type":"{{type}}"}"""), Token())).Status);

    [Theory]
    [InlineData("""{"type":null}""")]
    [InlineData("""{"channelId":""}""")]
    [InlineData("""{"conversation":{}}""")]
    [InlineData("""{"conversation":null}""")]
    [InlineData("""{"from":null}""")]
    [InlineData("""{"serviceUrl":"file:///etc/passwd"}""")]
    [InlineData("""{"serviceUrl":"nonsense"}""")]
    public async Task Activity_that_lacks_what_we_need_is_400(string fields) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await fixture.PostAsync(fixture.Message("lacking", fields), Token())).Status);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    public async Task Body_that_is_no_activity_is_400(string body) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await fixture.PostAsync(body, Token())).Status);

    [Fact]
    public async Task Body_of_a_megabyte_is_413() => Assert.Equal(
        HttpStatusCode.RequestEntityTooLarge, (await fixture.PostAsync(new string(' ', 1024 * 1024), Token())).Status);

    [Fact]
    public async Task Only_posts_are_taken()
    {
        using var client = fixture.App.Client();
        using var response = await client.GetAsync(new Uri("/api/messages", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Conversations.Questions;
using ServiceBot.Domain.Messaging;
using ServiceBot.Tests.Support;
using ServiceBot.Transcripts;

namespace ServiceBot.Tests.Conversations;

public sealed class ConversationGrainTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task Second_delivery_of_the_same_message_has_no_effect_and_the_same_outcome()
    {
        var conversation = Conversation("twice");
        var first = await conversation.ReceiveAsync(Says("hello", key: "m1") with { ExpectReplies = true });
        var second = await conversation.ReceiveAsync(Says("hello", key: "m1") with { ExpectReplies = true });

        Assert.False(first.Repeated);
        Assert.True(second.Repeated);
        Assert.Equal(first.ActivityId, second.ActivityId);
        Assert.NotEmpty(first.Replies);
        Assert.Equal(first.Replies, second.Replies);
        Assert.Single(await RowsAsync("twice"), row => !row.FromBot);
    }

    [Fact]
    public async Task A_repeat_is_recognised_after_its_key_has_left_the_warm_memory()
    {
        var conversation = Conversation("long");
        var first = await conversation.ReceiveAsync(Says("hello", key: "m0"));
        for (var index = 1; index <= 100; index++) await conversation.ReceiveAsync(Says("hello", key: $"m{index}"));

        var again = await conversation.ReceiveAsync(Says("hello", key: "m0"));

        Assert.True(again.Repeated);
        Assert.Equal(first.ActivityId, again.ActivityId);
    }

    [Fact]
    public async Task A_turn_that_the_store_refuses_each_time_is_answered_with_an_apology_and_the_conversation_goes_on()
    {
        // A row that this turn will write is there already.
        await app.InStoreAsync(async db =>
        {
            db.Add(new QuestionRow
            {
                ConversationId = "dl-refused", Seq = 1, Text = "?", GroupKey = "?", Reason = UnansweredReason.NoInfo, Channel = "directline", At = DateTimeOffset.UnixEpoch,
            });
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        await Conversation("refused").ReceiveAsync(Says("火星移民签证怎么办理？", key: "r1"));
        await Conversation("refused").ReceiveAsync(Says("你好", key: "r2"));

        var rows = await RowsAsync("refused");
        Assert.StartsWith("internal_error ", Assert.Single(rows, row => row is { FromBot: true, TurnSeq: 1 }).Understood, StringComparison.Ordinal);
        Assert.Contains(rows, row => row.FromBot && row.TurnSeq > 1 && row.Understood == "welcome");
    }

    [Fact]
    public async Task Two_hundred_messages_at_once_are_answered_one_by_one_without_a_gap()
    {
        var conversation = Conversation("burst");
        var receipts = await Task.WhenAll(Enumerable.Range(0, 200).Select(index => conversation.ReceiveAsync(Says($"hello {index}", key: $"b{index}"))));

        Assert.Equal(200, receipts.Select(receipt => receipt.Seq).Distinct().Count());
        var rows = await RowsAsync("burst");
        Assert.Equal(Enumerable.Range(1, rows.Count).Select(seq => (long)seq), rows.Select(row => row.Seq));
        Assert.Equal(rows.Count, rows.Select(row => row.At).Distinct().Count());
        Assert.Equal(200, rows.Count(row => !row.FromBot));
        // Each question is followed by its own replies before the next question comes.
        long asked = 0;
        foreach (var row in rows)
        {
            if (!row.FromBot) asked = row.Seq;
            else if (asked > 0) Assert.Equal(asked, row.TurnSeq);
        }
    }

    [Fact]
    public async Task A_letter_delivered_twice_stands_once_in_the_conversation()
    {
        var conversation = Conversation("letter");
        await conversation.OpenAsync(Opening);
        var letter = new Letter { Text = "bot_name" };
        await conversation.DeliverAsync("case/1/1/resident", letter);
        var again = await conversation.DeliverAsync("case/1/1/resident", letter);

        Assert.True(again.Repeated);
        Assert.Single(await RowsAsync("letter"));
    }

    [Fact]
    public async Task An_identity_number_is_not_readable_in_the_store()
    {
        var conversation = Conversation("secret");
        await conversation.ReceiveAsync(Says("my number is 130199194503150022, phone 13912345678", key: "s1"));

        var row = Assert.Single(await RowsAsync("secret"), row => !row.FromBot);
        Assert.DoesNotContain("130199194503150022", row.Text + row.Payload, StringComparison.Ordinal);
        Assert.DoesNotContain("13912345678", row.Text + row.Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_conversation_is_not_found_and_not_created_by_asking()
    {
        Assert.Null(await Conversation("nobody").FindAsync());
        Assert.Null(await Conversation("nobody").FindAsync());
    }

    private static Opening Opening => new() { Channel = "directline", UserId = "dl_test" };

    private IConversation Conversation(string name) => app.Services.GetRequiredService<IGrainFactory>().GetGrain<IConversation>("dl-" + name);

    private static Knock Says(string text, string key) => new()
    {
        Key = key,
        Opening = Opening,
        Activity = new Activity
        {
            Type = ActivityTypes.Message,
            Text = text,
            From = new ChannelAccount { Id = "dl_test" },
            ChannelData = JsonSerializer.SerializeToElement(new { clientActivityID = key }),
        },
    };

    private Task<List<TranscriptRow>> RowsAsync(string name) => app.InStoreAsync(db => db.Transcripts.AsNoTracking()
        .Where(row => row.ConversationId == "dl-" + name).OrderBy(row => row.Seq).ToListAsync());
}

using ServiceBot.Channels;
using ServiceBot.Conversations;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Platform;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Conversations;

public sealed class SmsWordsTests
{
    private static readonly SmsWords Words = new(TextBook.Load(Path.Combine(Repository.Root, "dialogs", "texts")));
    private static readonly Reply Long = Reply.Plain(string.Join('\n', Enumerable.Range(1, 9).Select(number => $"{number}.{new string('办', 50)}")));

    private static Warm Conversation(string channel) => Warm.New(channel + "-x", new Opening { Channel = channel, UserId = "x" }, DateTimeOffset.UnixEpoch);

    [Fact]
    public void Long_answer_shows_two_messages_and_nine_brings_the_next()
    {
        var before = Conversation("sms");
        var first = Words.Fit(new Answer(before.State, [Long]), unasked: false);
        var more = SmsWords.More(before with { State = first.State }, " 9 ")!;
        var second = Words.Fit(more, unasked: false);

        Assert.Equal(2, first.Replies.Count);
        Assert.EndsWith("9看下页）", first.Replies[1].Text, StringComparison.Ordinal);
        Assert.StartsWith("5.", second.Replies[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nine_is_for_the_dialog_when_nothing_is_held_back() => Assert.Null(SmsWords.More(Conversation("sms"), "9"));

    [Fact]
    public void Question_goes_out_whole()
    {
        var asking = new DialogInstance { Id = "1", Dialog = "visit", Version = "1", StartedAt = DateTimeOffset.UnixEpoch };

        var answer = Words.Fit(new Answer(Conversation("sms").State with { Active = asking }, [Long, Reply.Plain("都对吗？")]), unasked: false);

        Assert.Equal(5, answer.Replies.Count);
        Assert.EndsWith("都对吗？", answer.Replies[^1].Text, StringComparison.Ordinal);
        Assert.Empty(answer.State.Pages);
    }

    [Fact]
    public void Buttons_become_numbered_lines_and_replies_one_message()
    {
        var answer = Words.Fit(new Answer(Conversation("sms").State, [Reply.Plain("好。"), new Reply("哪个？", [new SayChoice("a", "甲"), new SayChoice("b", "乙")])]), unasked: false);

        Assert.Equal("好。\n哪个？\n1 甲\n2 乙", Assert.Single(answer.Replies).Text);
    }

    [Fact]
    public void Letter_takes_no_page_away()
    {
        var state = Conversation("sms").State with { Pages = ["后面的"] };

        Assert.Equal(["后面的"], Words.Fit(new Answer(state, [Reply.Plain("已接单")]), unasked: true).State.Pages);
    }
}

using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Channels.WeChat;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Channels.WeChat;

/// <summary>One reply to each message, by one way, whatever happens between us and WeChat.</summary>
public sealed class AnswerTests(FollowedApp fixture) : IClassFixture<FollowedApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reply_that_was_the_answer_does_not_leave_again()
    {
        var she = fixture.Follower("oOnce");
        await she.SaysAsync("您好");

        await she.FaresAsync(OutboxState.Sent);
        Assert.Equal("answer", Assert.Single(she.Heard).Way);
        Assert.Equal(HeldReply.Mark, Assert.Single(await she.OutboxAsync()).ProviderId);
    }

    [Fact]
    public async Task Message_that_comes_again_has_no_effect_and_gets_the_same_answer()
    {
        var she = fixture.Follower("oAgain");
        var (first, second) = (await she.SaysAsync("您好", id: "900"), await she.SaysAsync("您好", id: "900"));

        Assert.Equal(first.Answer, second.Answer);
        Assert.Single(await she.TranscriptAsync(), row => !row.FromBot);
        await she.FaresAsync(OutboxState.Sent);
    }

    [Fact]
    public async Task Event_that_comes_again_has_no_effect()
    {
        var she = fixture.Follower("oEvent");
        await Task.WhenAll(she.DoesAsync("CLICK", "查进度"), she.DoesAsync("CLICK", "查进度"), she.DoesAsync("CLICK", "查进度"));

        Assert.Single(await she.TranscriptAsync(), row => !row.FromBot);
    }

    [Fact]
    public async Task Turn_that_takes_longer_than_the_platform_waits_is_answered_by_itself_once()
    {
        await using var app = fixture.Make(WeChatMode.Plain).With("ServiceBot:WeChat:AnswerWithinMilliseconds", "300");
        var she = fixture.Follower("oSlow", app);
        WeChatPush push;
        using (fixture.Slow("慢慢来")) push = await she.SaysAsync("慢慢来");

        Assert.Equal((null, true, 1), (push.Answer, push.Taken, push.Tries));
        await she.FaresAsync(OutboxState.Sent);
        Assert.Equal("custom", Assert.Single(she.Heard).Way);
    }

    [Fact]
    public async Task Message_whose_turn_was_late_is_kept_until_its_turn_is_committed()
    {
        await using var app = fixture.Make(WeChatMode.Plain).With("ServiceBot:WeChat:AnswerWithinMilliseconds", "300");
        var she = fixture.Follower("oKept", app);
        using (fixture.Slow("先记下来"))
        {
            await she.SaysAsync("先记下来");
            Assert.Single(await LaterAsync(app));
        }

        await she.FaresAsync(OutboxState.Sent);
        await FollowedApp.UntilAsync(async () => (await LaterAsync(app)).Count == 0);
    }

    [Fact]
    public async Task What_was_kept_by_a_service_that_died_is_taken_by_the_next()
    {
        var she = fixture.Follower("oNext");
        var arrival = new WeChatArrival { Kind = WeChatArrivalKind.Says, OpenId = "oNext", Account = FakeWeChat.Account, Key = "wechat:901", Text = "还没办完" };
        await fixture.App.Services.GetRequiredService<LaterBox>().KeepAsync(she.Conversation, arrival, TimeSpan.Zero, Cancel);

        await FollowedApp.UntilAsync(async () => (await she.TranscriptAsync()).Any(row => row.Text == "还没办完"));
        Assert.Null((await she.SaysAsync("还没办完", id: "901")).Answer);
        Assert.Single(await she.TranscriptAsync(), row => row.Text == "还没办完");
    }

    [Fact]
    public async Task Connection_that_breaks_before_the_answer_is_asked_again_and_answered_once()
    {
        fixture.Platform.Patience = TimeSpan.FromMilliseconds(400);
        var she = fixture.Follower("oBroken");
        var slow = fixture.Slow("断线了");
        var pushing = she.SaysAsync("断线了");
        await Task.Delay(TimeSpan.FromMilliseconds(600), TimeProvider.System, Cancel);
        slow.Dispose();
        var push = await pushing;
        fixture.Platform.Patience = TimeSpan.FromSeconds(5);

        Assert.NotNull(push.Answer);
        await she.FaresAsync(OutboxState.Sent);
        Assert.Single(she.Heard);
        Assert.Single(await she.TranscriptAsync(), row => !row.FromBot);
    }

    [Fact]
    public async Task Reply_that_nobody_fetched_leaves_by_itself_when_its_hold_is_over()
    {
        var she = fixture.Follower("oHeld");
        // As after a death between the commit and the answer, with WeChat's tries over: sent through a conversation that she has.
        await she.SaysAsync("您好");
        await she.FaresAsync(OutboxState.Sent);
        await KnockAsync("oHeld", "wechat:902", "查进度");

        await she.FaresAsync(OutboxState.Sent, OutboxState.Sent);
        Assert.Equal("custom", she.Heard[^1].Way);
    }

    [Fact]
    public async Task Reply_that_is_still_held_when_the_platform_asks_again_is_the_answer()
    {
        var she = fixture.Follower("oRetry");
        await she.SaysAsync("您好");
        await KnockAsync("oRetry", "wechat:903", "查进度");

        Assert.Contains("没有", (await she.SaysAsync("查进度", id: "903")).Answer, StringComparison.Ordinal);
        await she.FaresAsync(OutboxState.Sent, OutboxState.Sent);
        Assert.Equal(2, she.Heard.Count);
    }

    [Fact]
    public async Task Answer_of_which_nobody_knows_whether_it_was_given_is_shown_to_staff_and_not_said_twice()
    {
        var she = fixture.Follower("oDoubt");
        await she.SaysAsync("您好");
        await she.FaresAsync(OutboxState.Sent);
        var receipt = await KnockAsync("oDoubt", "wechat:904", "查进度");
        // Claimed, and then the service is gone.
        Assert.True(await fixture.App.Services.GetRequiredService<IGrainFactory>().GetGrain<IMailbox>(she.Conversation).ClaimAsync(receipt.Seq, DateTimeOffset.MaxValue, TimeSpan.FromSeconds(3)));

        await she.FaresAsync(OutboxState.Sent, OutboxState.Uncertain);
        Assert.Single(she.Heard);
        using var staff = await fixture.App.Browser().SignInAsync("admin");
        var id = (await she.OutboxAsync())[^1].Id;
        using var resent = await staff.SubmitAsync("/console/outbox", [], $"/console/outbox?handler=Resend&id={id}");
        await she.FaresAsync(OutboxState.Sent, OutboxState.Sent);
        Assert.Equal(["answer", "custom"], she.Heard.Select(message => message.Way));
    }

    [Fact]
    public async Task Late_end_of_one_call_does_not_take_what_the_next_call_is_answering_with()
    {
        var she = fixture.Follower("oLate");
        await she.SaysAsync("您好");
        var receipt = await KnockAsync("oLate", "wechat:905", "查进度");
        var mailbox = fixture.App.Services.GetRequiredService<IGrainFactory>().GetGrain<IMailbox>(she.Conversation);

        Assert.True(await mailbox.ClaimAsync(receipt.Seq, DateTimeOffset.MaxValue, TimeSpan.FromSeconds(3)));
        await mailbox.ReleaseAsync(receipt.Seq, claimed: false, TimeSpan.Zero);
        await mailbox.AnsweredAsync(receipt.Seq);
        await mailbox.DrainAsync();
        Assert.Equal([OutboxState.Sent, OutboxState.Sent], (await she.OutboxAsync()).Select(row => row.State));
        Assert.Single(she.Heard);
    }

    [Fact]
    public async Task Claim_that_comes_too_late_is_refused_and_so_is_one_after_the_release()
    {
        var she = fixture.Follower("oTooLate");
        await she.SaysAsync("您好");
        var receipt = await KnockAsync("oTooLate", "wechat:906", "查进度");
        var mailbox = fixture.App.Services.GetRequiredService<IGrainFactory>().GetGrain<IMailbox>(she.Conversation);

        Assert.False(await mailbox.ClaimAsync(receipt.Seq, fixture.Time.GetUtcNow().AddSeconds(-1), TimeSpan.FromSeconds(3)));
        await mailbox.ReleaseAsync(receipt.Seq, claimed: true, TimeSpan.Zero);
        Assert.False(await mailbox.ClaimAsync(receipt.Seq, DateTimeOffset.MaxValue, TimeSpan.FromSeconds(3)));
        await she.FaresAsync(OutboxState.Sent, OutboxState.Sent);
        Assert.Equal("custom", she.Heard[^1].Way);
    }

    [Fact]
    public async Task Reply_does_not_overtake_what_still_waits_to_be_sent()
    {
        var she = fixture.Follower("oOrder");
        // The picture's address is asked for, and then telling her so fails for a moment.
        fixture.Platform.Errors.Enqueue(0);
        fixture.Platform.Errors.Enqueue(-1);
        await she.SendsAsync("<MsgType>image</MsgType><MediaId>gone</MediaId>");
        await FollowedApp.UntilAsync(async () => await she.OutboxAsync() is [{ State: OutboxState.Waiting, Attempts: 1 }]);
        var push = await she.SaysAsync("您好");
        await she.FaresAsync(OutboxState.Sent, OutboxState.Sent);

        Assert.Null(push.Answer);
        Assert.Contains("没能收下", she.Heard[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_message_of_a_burst_has_one_reply()
    {
        var she = fixture.Follower("oBurst");
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => she.SaysAsync("查进度", id: $"91{i}")));
        await she.FaresAsync([.. Enumerable.Repeat(OutboxState.Sent, 10)]);

        Assert.Equal(10, she.Heard.Count);
    }

    private Task<Receipt> KnockAsync(string openId, string key, string text) =>
        fixture.App.Services.GetRequiredService<IGrainFactory>().GetGrain<IConversation>(FollowedApp.ConversationOf(fixture.App, openId)).ReceiveAsync(new Knock
        {
            Key = key, Hold = TimeSpan.FromSeconds(3), Opening = new Opening { Channel = "wechat", UserId = "wechat_x" },
            Activity = new ServiceBot.Domain.Messaging.Activity { Type = "message", Text = text },
        });

    private static Task<List<LaterRow>> LaterAsync(App app) => app.InStoreAsync(db => db.Set<LaterRow>().AsNoTracking().ToListAsync(Cancel));
}

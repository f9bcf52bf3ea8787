using ServiceBot.Channels;
using ServiceBot.Channels.WeChat;
using ServiceBot.Domain.Cases;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Channels.WeChat;

public sealed class WeChatOutboundTests(FollowedApp fixture) : IClassFixture<FollowedApp>
{
    private const string TakenOn = "notice_case_taken_on";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Status_is_pushed_while_she_has_written_lately()
    {
        var she = await WithErrandAsync("oPush");

        Assert.Equal("custom", (await she.HearsAsync("已接单"))[^1].Way);
        await she.FaresAsync(OutboxState.Sent, OutboxState.Sent);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("Subscribe")]
    public async Task After_two_days_the_template_of_the_letter_is_sent_with_fields_that_fit(string kind)
    {
        await using var app = Templates(kind);
        var she = await WithErrandAsync("oTemplate" + kind, app, after: TimeSpan.FromHours(49));
        var heard = (await she.HearsAsync("character_string1=26"))[^1];

        Assert.Equal(kind == "Subscribe" ? "subscribe" : "template", heard.Way);
        var values = heard.Text.Split('|').Select(field => field.Split('=')).ToDictionary(field => field[0], field => field[1]);
        Assert.Matches("^[0-9]{9}$", values["character_string1"]);
        Assert.Equal("-", values["thing5"]);
        Assert.InRange(values["thing4"].Length, 1, 20);
        Assert.EndsWith("…", values["thing4"], StringComparison.Ordinal);
        Assert.Matches("^[0-9+-]{1,17}$", values["phone_number3"]);
        Assert.Equal("TEMPLATE-1", heard.Json!.Value.GetProperty("template_id").GetString());
        await she.FaresAsync(OutboxState.Sent, OutboxState.Sent);
    }

    [Fact]
    public async Task Receipt_of_a_template_settles_it()
    {
        await using var app = Templates("Template");
        var she = await WithErrandAsync("oReceipt", app, after: TimeSpan.FromHours(49));
        await she.FaresAsync(OutboxState.Sent, OutboxState.Sent);
        var id = (await she.OutboxAsync())[^1].ProviderId!["msgid:".Length..];
        await she.SendsAsync($"<MsgType>event</MsgType><Event>TEMPLATESENDJOBFINISH</Event><MsgID>{id}</MsgID><Status>success</Status>");

        await she.FaresAsync(OutboxState.Sent, OutboxState.Delivered);
    }

    [Fact]
    public async Task Window_that_wechat_closed_earlier_leads_to_the_template_too()
    {
        await using var app = Templates("Template");
        fixture.Platform.Errors.Enqueue(45015);
        var she = await WithErrandAsync("oClosed", app);

        Assert.Equal("template", (await she.HearsAsync("character_string1"))[^1].Way);
    }

    [Theory]
    [InlineData(49, 0, "She has not written for longer")]
    [InlineData(0, 45047, "More messages than WeChat allows")]
    [InlineData(0, 48001, "may not send such messages")]
    [InlineData(0, 40003, "does not know her OpenID")]
    [InlineData(0, 99999, "WeChat answered 99999.")]
    public async Task What_can_not_reach_her_is_for_staff_with_its_reason(int hours, int code, string reason)
    {
        if (code != 0) fixture.Platform.Errors.Enqueue(code);
        var she = await WithErrandAsync($"oDead{hours}{code}", after: TimeSpan.FromHours(hours));
        await she.FaresAsync(OutboxState.Sent, OutboxState.Dead);

        Assert.Contains(reason, (await she.OutboxAsync())[^1].LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_follow_any_more_has_opted_out()
    {
        fixture.Platform.Gone["oGone"] = true;
        var she = await WithErrandAsync("oGone");
        await she.FaresAsync(OutboxState.Sent, OutboxState.Dead);

        Assert.Equal("The resident has opted out.", (await she.OutboxAsync())[^1].LastError);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(45009)]
    [InlineData(45011)]
    [InlineData(40164)]
    public async Task What_passes_is_tried_again(int code)
    {
        fixture.Platform.Errors.Enqueue(code);
        var she = await WithErrandAsync($"oRetry{code}");
        await FollowedApp.UntilAsync(async () => await she.OutboxAsync() is [_, { Attempts: 1, State: OutboxState.Waiting }]);
        fixture.Time.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal("custom", (await she.HearsAsync("已接单"))[^1].Way);
        await she.FaresAsync(OutboxState.Sent, OutboxState.Sent);
    }

    [Fact]
    public async Task Token_that_is_not_taken_any_more_is_replaced_once_and_the_message_leaves()
    {
        await using var app = fixture.Make(WeChatMode.Plain);
        await (await WithErrandAsync("oToken1", app)).HearsAsync("已接单");
        fixture.Platform.EndToken();
        var she = await WithErrandAsync("oToken2", app);

        await she.HearsAsync("已接单");
        await she.FaresAsync(OutboxState.Sent, OutboxState.Sent);
        Assert.Equal(1, (await she.OutboxAsync())[^1].Attempts);
    }

    [Fact]
    public async Task Wrong_secret_holds_everything_and_loses_nothing()
    {
        await using var app = fixture.Make(WeChatMode.Plain).With("ServiceBot:WeChat:Secret", "another one");
        var she = await WithErrandAsync("oSecret", app);
        await FollowedApp.UntilAsync(async () => await she.OutboxAsync() is [_, { Attempts: > 0, LastError: not null }]);
        var row = (await she.OutboxAsync())[^1];

        Assert.Equal(OutboxState.Waiting, row.State);
        Assert.Contains("40125", row.LastError, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("thing2", "一二三四五六七八九十一二三四五六七八九十一", "一二三四五六七八九十一二三四五六七八九…")]
    [InlineData("thing2", "一行\n二行", "一行 二行")]
    [InlineData("phrase1", "已受理，正在审核中", "已受理正在")]
    [InlineData("name3", "欧阳某某", "欧阳某某")]
    [InlineData("phone_number1", "电话 0311-88001234", "0311-88001234")]
    [InlineData("character_string9", "编号 260000018", "260000018")]
    [InlineData("thing1", "", "-")]
    [InlineData("time4", "2026年3月9日", "2026年3月9日")]
    [InlineData("thing1", "\U00020BB7\U00020BB7", "\U00020BB7\U00020BB7")]
    public void Field_takes_what_its_kind_allows(string field, string value, string fitted) => Assert.Equal(fitted, TemplateFields.Fit(field, value));

    private App Templates(string kind)
    {
        var app = fixture.Make(WeChatMode.Plain).With("ServiceBot:WeChat:Templates:0:Letter", TakenOn).With("ServiceBot:WeChat:Templates:0:Id", "TEMPLATE-1")
            .With("ServiceBot:WeChat:Templates:0:Kind", kind);
        foreach (var (field, text) in new[] { ("character_string1", "{{reference}}"), ("name2", "{{owner}}"), ("phone_number3", "{{phone}}"), ("thing4", "{{item}} {{next}} {{proxy_due}} {{authority_due}}"), ("thing5", "{{result}}") })
            app.With("ServiceBot:WeChat:Templates:0:Fields:" + field, text);
        return app;
    }

    /// <summary>She has written, has an errand, and an agent takes it on.</summary>
    private async Task<Follower> WithErrandAsync(string openId, App? app = null, TimeSpan after = default)
    {
        var she = fixture.Follower(openId, app);
        await she.SaysAsync("您好");
        await she.FaresAsync(OutboxState.Sent);
        var reference = await (app ?? fixture.App).OpenErrandAsync(she.Conversation);
        fixture.Time.Advance(after);
        await (app ?? fixture.App).ActAsync(reference, new CaseCommand.TakeOn());
        return she;
    }
}

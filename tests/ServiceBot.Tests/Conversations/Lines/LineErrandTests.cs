using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Domain.Cases;
using ServiceBot.Domain.Messaging;
using ServiceBot.Tests.Channels.Sms;
using ServiceBot.Tests.Support;
using ServiceBot.Transcripts;

namespace ServiceBot.Tests.Conversations.Lines;

/// <summary>A village cadre in the field: his errands come by text message, and he answers there. That each message is two SMS at most is checked wherever one is heard.</summary>
public sealed class LineErrandTests : IClassFixture<TextedApp>
{
    private readonly TextedApp _texted;

    public LineErrandTests(TextedApp texted)
    {
        _texted = texted;
        // News is told at whatever hour the tests run; the night has a test of its own.
        texted.App.With("ServiceBot:Outbox:QuietFrom", "00:00").With("ServiceBot:Outbox:QuietUntil", "00:00");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_errand_comes_by_text_and_is_run_with_numbers_to_its_end()
    {
        var he = await new WorkLine(_texted, "AGENT-A", "13900081001").LinkedAsync();
        var she = new Person(_texted.App, "dl-line-she");
        var reference = await _texted.App.OpenErrandAsync(she.Id);

        var news = await he.HearsAsync(reference);
        foreach (var needed in new[] { "高龄津贴", "李桂花", "南楼村", "13900010001", "前接单", "1 接单 2 转B岗 0 列表" }) Assert.Contains(needed, news, StringComparison.Ordinal);
        Assert.DoesNotContain("石家庄", news, StringComparison.Ordinal);
        Assert.Equal(2, SmsText.Measure(news).Segments);
        await he.Web.HearsAsync($"编号 {reference}");

        Assert.Contains("3 缺材料", await he.TextsAsync("1", "已告诉李桂花"), StringComparison.Ordinal);
        await she.HearsAsync("已接单");
        Assert.Contains("1. 身份证复印件", await he.TextsAsync("3", "请一次说全"), StringComparison.Ordinal);
        await he.TextsAsync("1 9", "没有第 9 项");
        await he.TextsAsync("1 3", "补齐补正");
        Assert.Contains("一寸照片", await she.HearsAsync("还缺"), StringComparison.Ordinal);
        await he.TextsAsync("4", "已告诉李桂花");
        await he.TextsAsync("5 县民政局", "已告诉李桂花");
        await he.TextsAsync("6", "结果是什么");
        await he.TextsAsync("已批准，下月起每月发放", "已告诉李桂花");
        await she.HearsAsync("已批准，下月起每月发放");
        var facts = (await _texted.App.CaseAsync(reference)).Facts;
        Assert.Equal((CaseState.Completed, "县民政局", "已批准，下月起每月发放"), (facts.State, facts.Body, facts.Result));
    }

    [Fact]
    public async Task With_two_errands_since_he_last_wrote_a_bare_number_is_asked_about_and_a_reference_is_not()
    {
        var he = await new WorkLine(_texted, "AGENT-E", "13900081002").LinkedAsync();
        var first = await _texted.App.OpenErrandAsync("dl-line-two-1", "130123201203");
        await he.HearsAsync(first);
        var second = await _texted.App.OpenErrandAsync("dl-line-two-2", "130123201203");
        await he.HearsAsync(second);

        var asked = await he.TextsAsync("1", "哪一件");
        Assert.Contains(first, asked, StringComparison.Ordinal);
        Assert.Contains(second, asked, StringComparison.Ordinal);
        Assert.Equal((CaseState.Authorised, CaseState.Authorised), (await StateAsync(first), await StateAsync(second)));
        await he.TextsAsync("2", second);
        await he.TextsAsync("1", second);
        Assert.Equal((CaseState.Authorised, CaseState.Received), (await StateAsync(first), await StateAsync(second)));
        await he.TextsAsync($"1 {first}", first);
        Assert.Equal(CaseState.Received, await StateAsync(first));
        var list = await he.TextsAsync("列表", "手上2件");
        Assert.Contains(first, list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_he_answers_on_the_phone_is_about_what_he_was_told_there_whatever_he_looks_at_in_his_web_chat()
    {
        var he = await new WorkLine(_texted, "AGENT-F", "13900081003").LinkedAsync();
        var first = await _texted.App.OpenErrandAsync("dl-line-focus-1", "130110102201");
        await he.HearsAsync(first);
        await he.TextsAsync("1", "已告诉");
        var second = await _texted.App.OpenErrandAsync("dl-line-focus-2", "130110102201");
        await he.HearsAsync(second);
        await he.Web.HearsAsync(second);
        await he.Web.SaysAsync(first);

        await he.TextsAsync("1", second);

        Assert.Equal(CaseState.Received, await StateAsync(second));
        Assert.Equal(2, (await _texted.App.CaseAsync(first)).Facts.Events);
    }

    [Fact]
    public async Task Answered_on_both_at_once_it_is_taken_on_once_and_both_say_how_it_stands()
    {
        var he = await new WorkLine(_texted, "AGENT-S", "13900081009").LinkedAsync();
        for (var round = 0; round < 3; round++)
        {
            var reference = await _texted.App.OpenErrandAsync($"dl-line-both-{round}", "130100000000");
            await he.HearsAsync(reference);
            var said = he.Web.SaysAsync($"1 {reference}");
            await _texted.TextAsync(he.Phone, $"1 {reference}");
            await he.HearsAsync(reference);

            Assert.Contains("收件", string.Join('\n', await said), StringComparison.Ordinal);
            Assert.Equal(2, (await _texted.App.CaseAsync(reference)).Facts.Events);
        }
    }

    [Fact]
    public async Task A_long_list_comes_two_messages_at_a_time_also_where_a_form_of_his_own_is_open()
    {
        var he = new WorkLine(_texted, "AGENT-C", "13900081010");
        await he.TextsAsync("帮我办高龄津贴", "1 给自己办");
        await he.LinkedAsync();
        foreach (var n in Enumerable.Range(0, 12))
        {
            // By the day of the week the village is another's: he takes on what is offered to him.
            var reference = await _texted.App.OpenErrandAsync($"dl-line-long-{n}", "130123201202");
            if ((await _texted.App.CaseAsync(reference)).Facts.OwnerId != "AGENT-C") await _texted.App.ActAsync(reference, new CaseCommand.TakeOn(), "AGENT-C");
            else await he.HearsAsync(reference);
        }

        await _texted.TextAsync(he.Phone, "列表");
        var first = await _texted.HearsAsync(he.Phone, "回复9看下页");
        Assert.Equal(2, first.Count(message => message["text"].Contains("高龄津贴", StringComparison.Ordinal)));
        await he.TextsAsync("9", "12. ");
    }

    [Fact]
    public async Task Handing_over_by_text_reaches_the_stand_in_on_his_own_line()
    {
        var he = await new WorkLine(_texted, "AGENT-G", "13900081004").LinkedAsync();
        var reference = await _texted.App.OpenErrandAsync("dl-line-hand", "130110102201");
        await _texted.App.ActAsync(reference, new CaseCommand.TakeOn(), "AGENT-F");
        await _texted.App.ActAsync(reference, new CaseCommand.HandToStandIn("去县里开会，有事打 13900010009"), "AGENT-F");

        var offer = await he.HearsAsync("转B岗");
        Assert.Contains("去县里开会，有事打 139****0009", offer, StringComparison.Ordinal);
        await he.TextsAsync("接单", "已告诉");
        Assert.Equal("AGENT-G", (await _texted.App.CaseAsync(reference)).Facts.OwnerId);
    }

    [Fact]
    public async Task The_same_text_delivered_three_times_does_one_thing_and_says_it_once()
    {
        var he = await new WorkLine(_texted, "AGENT-T", "13900081005").LinkedAsync();
        var reference = await _texted.App.OpenErrandAsync("dl-line-thrice", "130123201204");
        await he.HearsAsync(reference);
        foreach (var _ in Enumerable.Range(0, 3)) await _texted.TextAsync(he.Phone, "1", "the-same");
        await he.TextsAsync("看看", "没看明白");

        Assert.Equal(2, (await _texted.App.CaseAsync(reference)).Facts.Events);
        var line = await he.ConversationAsync();
        Assert.Single(await _texted.App.InStoreAsync(db => db.Transcripts.AsNoTracking().Where(row => row.ConversationId == line && row.FromBot && row.Text!.Contains("已告诉")).ToListAsync(Cancel)));
    }

    [Fact]
    public async Task A_letter_that_is_told_again_after_a_crash_goes_to_the_line_once()
    {
        var he = await new WorkLine(_texted, "AGENT-X", "13900081006").LinkedAsync();
        var reference = await _texted.App.OpenErrandAsync("dl-line-crash", "130200000000");
        await he.HearsAsync(reference);
        // As the row stands when the process dies between telling him and marking that he was told.
        var chat = _texted.App.Services.GetRequiredService<IGrainFactory>().GetGrain<IConversation>(he.Web.Id);
        var key = $"case/{reference}/1/agent";
        var letter = new Letter { Text = "notice_agent_new", CaseReference = reference };
        Assert.True((await chat.DeliverAsync(key, letter)).Repeated);

        Assert.Single(await _texted.App.InStoreAsync(db => db.Outbox.AsNoTracking().Where(row => row.Key == key + "/line").ToListAsync(Cancel)));
        var rows = await _texted.OutboxAsync(await he.ConversationAsync());
        Assert.Single(rows, row => row.Kind == OutboxKind.Send && row.CaseReference == reference);
    }

    [Fact]
    public async Task A_resident_who_waits_for_a_person_is_announced_by_text_without_what_she_filled_in()
    {
        var he = await new WorkLine(_texted, "AGENT-B", "13900081007").LinkedAsync();
        var letter = new Letter
        {
            Text = "notice_person_late",
            Args = new Dictionary<string, string>
            {
                ["why"] = "@person_why_asked", ["resident"] = "刘凤兰", ["region"] = "正定县南楼乡南楼村", ["phone"] = "13900010002", ["draft"] = "身份证号: 130199194503150022",
            },
        };
        await _texted.App.Services.GetRequiredService<IGrainFactory>().GetGrain<IConversation>(he.Web.Id).DeliverAsync("person/line/agent", letter);

        var heard = await he.HearsAsync("有群众等久了");
        Assert.Contains("13900010002", heard, StringComparison.Ordinal);
        Assert.DoesNotContain("0022", heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_gateway_cannot_deliver_to_his_phone_is_said_in_his_web_chat_and_nowhere_else()
    {
        var he = await new WorkLine(_texted, "AGENT-Y", "13900081008").LinkedAsync();
        var line = await he.ConversationAsync();
        var reference = await _texted.App.OpenErrandAsync("dl-line-lost", "130300000000");
        if ((await _texted.App.CaseAsync(reference)).Facts.OwnerId != "AGENT-Y")
        {
            // The province's first agent has it: he hands it over, and the offer goes to the phone.
            await _texted.App.ActAsync(reference, new CaseCommand.TakeOn(), "AGENT-X");
            await _texted.App.ActAsync(reference, new CaseCommand.HandToStandIn("休假"), "AGENT-X");
        }

        var sent = (await _texted.HearsAsync(he.Phone, reference))[^1];
        await _texted.GetAsync(new Uri(sent["dlr-url"].Replace("%d", "2", StringComparison.Ordinal)).PathAndQuery);

        await he.Web.HearsAsync($"有一条代办消息（{reference}）没能送到您的工作线路");
        Assert.DoesNotContain(await _texted.OutboxAsync(line), row => row.Key.EndsWith("/unreached/line", StringComparison.Ordinal));
    }

    private async Task<CaseState> StateAsync(string reference) => (await _texted.App.CaseAsync(reference)).Facts.State;
}

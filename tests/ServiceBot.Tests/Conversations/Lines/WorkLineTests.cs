using System.Net;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.Domain.Cases;
using ServiceBot.Tests.Channels.Sms;
using ServiceBot.Tests.Support;
using ServiceBot.Transcripts;

namespace ServiceBot.Tests.Conversations.Lines;

/// <summary>How a phone becomes an agent's line, and stops being one.</summary>
public sealed class WorkLineTests : IClassFixture<TextedApp>
{
    private readonly TextedApp _texted;

    public WorkLineTests(TextedApp texted)
    {
        _texted = texted;
        texted.App.With("ServiceBot:Outbox:QuietFrom", "00:00").With("ServiceBot:Outbox:QuietUntil", "00:00");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_code_of_the_web_chat_sent_from_the_phone_makes_the_line_shows_what_is_in_hand_and_the_code_is_nowhere()
    {
        var reference = await _texted.App.OpenErrandAsync("dl-work-hand");
        var he = new WorkLine(_texted, "AGENT-A", "13900082001");
        var code = await he.CodeAsync();
        await _texted.TextAsync(he.Phone, $"绑定 {code}");

        Assert.Contains("1 接单", await he.HearsAsync(reference), StringComparison.Ordinal);
        Assert.Contains("请马上回“解绑”", await he.Web.HearsAsync("您的工作线路已设为短信 139****2001"), StringComparison.Ordinal);
        var line = await he.ConversationAsync();
        var said = await _texted.App.InStoreAsync(db => db.Transcripts.AsNoTracking().Where(row => row.ConversationId == line || row.ConversationId == he.Web.Id).ToListAsync(Cancel));
        Assert.DoesNotContain(said, row => (row.Text + row.Payload).Contains(code, StringComparison.Ordinal));
        Assert.Contains(said, row => row.Text == "绑定 ******");
    }

    [Fact]
    public async Task A_code_makes_one_line_however_many_phones_send_it_at_once()
    {
        var he = new WorkLine(_texted, "AGENT-B", "13900082002");
        var code = await he.CodeAsync();
        string[] phones = [he.Phone, "13900082902", "13900082912"];
        await Task.WhenAll(phones.Select(phone => _texted.TextAsync(phone, $"绑定 {code}")));

        var his = await _texted.App.InStoreAsync(db => db.Conversations.AsNoTracking().Where(row => row.ProxyAgentId == "AGENT-B" && row.Channel == "sms").Select(row => row.Id).ToListAsync(Cancel));
        Assert.Equal(await he.LineAsync(), Assert.Single(his));
    }

    [Fact]
    public async Task Guessing_does_not_make_a_line_and_locks_the_phone()
    {
        var he = new WorkLine(_texted, "AGENT-C", "13900082003");
        var code = await he.CodeAsync();
        var other = (code[0] == '9' ? '1' : (char)(code[0] + 1)) + code[1..];
        for (var tries = 0; tries < 4; tries++) await he.TextsAsync($"绑定 {other}", "这个码不对");
        await he.TextsAsync($"绑定 {other}", "试错的次数太多");
        await he.TextsAsync($"绑定 {code}", "试错的次数太多");

        Assert.Null(await he.LineAsync());
    }

    [Fact]
    public async Task A_new_line_takes_the_place_of_the_old_one_which_is_told_and_is_a_residents_again()
    {
        var old = await new WorkLine(_texted, "AGENT-D", "13900082004").LinkedAsync();
        var oldLine = await old.ConversationAsync();
        await _texted.TextAsync("13900082014", "绑定 " + await old.CodeAsync());
        await _texted.HearsAsync("13900082014", "现在是您的工作线路");

        await old.HearsAsync("这里不再是刘桂兰的工作线路");
        Assert.NotEqual(oldLine, await old.LineAsync());
        await old.TextsAsync("帮我办高龄津贴", "1 给自己办");
        Assert.Null(await AgentOfAsync(oldLine));
    }

    [Fact]
    public async Task From_the_web_chat_a_word_ends_the_line_and_a_letter_on_its_way_there_is_not_told()
    {
        var he = await new WorkLine(_texted, "AGENT-E", "13900082005").LinkedAsync();
        var line = await he.ConversationAsync();
        Assert.Contains("代办以后只发到这里", string.Join('\n', await he.Web.SaysAsync("解绑")), StringComparison.Ordinal);
        await he.HearsAsync("这里不再是赵国庆的工作线路");
        // As a letter arrives that was held for the morning while the line was ended.
        var grain = _texted.App.Services.GetRequiredService<IGrainFactory>().GetGrain<IConversation>(line);
        await grain.DeliverAsync("case/1/1/agent/line", new Letter { Text = "notice_agent_message", Args = new Dictionary<string, string> { ["reason"] = "不该看到" }, ForAgent = "AGENT-E" });
        var reference = await _texted.App.OpenErrandAsync("dl-work-after", "130123201203");
        await he.Web.HearsAsync(reference);

        var told = await _texted.App.InStoreAsync(db => db.Transcripts.AsNoTracking().Where(row => row.ConversationId == line).Select(row => row.Text).ToListAsync(Cancel));
        Assert.DoesNotContain(told, text => text!.Contains("不该看到", StringComparison.Ordinal) || text.Contains(reference, StringComparison.Ordinal));
        Assert.Contains("没有绑定手机", string.Join('\n', await he.Web.SaysAsync("解绑")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_for_the_gateway_when_the_line_is_ended_is_not_sent_any_more()
    {
        var he = await new WorkLine(_texted, "AGENT-X", "13900082015").LinkedAsync();
        var line = await he.ConversationAsync();
        _texted.Kannel.Answers.Enqueue(503);
        var reference = await _texted.App.OpenErrandAsync("dl-work-waits", "130200000000");
        await he.HearsAsync(reference);
        await he.Web.SaysAsync("解绑");
        using (var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20)))
            while (await AgentOfAsync(line) is not null) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        _texted.Time.Advance(TimeSpan.FromMinutes(1));

        var heard = await _texted.HearsAsync(he.Phone, "这里不再是周文的工作线路");
        Assert.DoesNotContain(heard, message => message["text"].Contains(reference, StringComparison.Ordinal));
        Assert.Equal(OutboxState.Discarded, Assert.Single(await _texted.OutboxAsync(line), row => row is { Kind: OutboxKind.Send } && row.CaseReference == reference).State);
    }

    [Fact]
    public async Task On_the_line_a_word_ends_it_and_what_he_had_begun_as_a_resident_goes_on()
    {
        var he = new WorkLine(_texted, "AGENT-F", "13900082006");
        await he.TextsAsync("帮我办高龄津贴", "1 给自己办");
        await he.TextsAsync("1", "您的姓名");
        await he.LinkedAsync();
        await he.TextsAsync("解绑", "这里不再收代办");
        await he.Web.HearsAsync("短信 139****2006已不再是您的工作线路");
        Assert.Null(await he.LineAsync());
        await he.TextsAsync("陈玉梅", "哪个村");
    }

    [Fact]
    public async Task The_word_that_carriers_obey_ends_the_line_and_says_so_in_the_web_chat()
    {
        var he = await new WorkLine(_texted, "AGENT-G", "13900082007").LinkedAsync();
        var line = await he.ConversationAsync();
        await he.TextsAsync("退订", "这里不再给您发消息");
        await he.Web.HearsAsync("那边已要求不再收消息");
        Assert.Null(await he.LineAsync());
        var reference = await _texted.App.OpenErrandAsync("dl-work-stop", "130110102201");
        await _texted.App.ActAsync(reference, new CaseCommand.TakeOn(), "AGENT-F");
        await _texted.App.ActAsync(reference, new CaseCommand.HandToStandIn("开会"), "AGENT-F");
        await he.Web.HearsAsync(reference);
        Assert.DoesNotContain(await _texted.OutboxAsync(line), row => row.CaseReference == reference);

        // His code is his word that he wants messages again.
        await he.LinkedAsync();
    }

    [Fact]
    public async Task Who_is_no_longer_on_the_roster_is_answered_as_a_resident_and_gets_no_errands_there()
    {
        var he = await new WorkLine(_texted, "AGENT-T", "13900082008").LinkedAsync();
        var line = await he.ConversationAsync();
        var reference = await _texted.App.OpenErrandAsync("dl-work-leaver", "130123201204");
        await he.HearsAsync(reference);
        await _texted.App.InStoreAsync(db => db.ProxyAgents.Where(row => row.Id == "AGENT-T").ExecuteUpdateAsync(set => set.SetProperty(row => row.Active, false), Cancel));

        await he.TextsAsync("1", "这里已不再是工作线路");
        Assert.Equal(CaseState.Authorised, (await _texted.App.CaseAsync(reference)).Facts.State);
        Assert.Null(await AgentOfAsync(line));
        await he.TextsAsync("你好", "");
        var after = await _texted.App.InStoreAsync(db => db.Transcripts.AsNoTracking().Where(row => row.ConversationId == line && row.FromBot).OrderByDescending(row => row.Seq).Select(row => row.Text).FirstAsync(Cancel));
        Assert.DoesNotContain("不再是工作线路", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_phone_that_is_linked_with_other_channels_of_its_own_is_no_line_until_it_is_unlinked()
    {
        var he = new WorkLine(_texted, "AGENT-S", "13900082009");
        var page = new Person(_texted.App, "dl-work-linked");
        await he.TextsAsync("绑定 " + await page.CodeAsync(), "已和网页聊天关联");
        var code = await he.CodeAsync();
        await he.TextsAsync($"绑定 {code}", "不能当工作线路");
        await he.TextsAsync("解除关联", "已解除关联");
        await he.TextsAsync($"绑定 {code}", "现在是您的工作线路");
    }

    [Fact]
    public async Task A_line_gives_no_code_and_a_code_it_gave_before_is_dead()
    {
        var he = new WorkLine(_texted, "AGENT-Y", "13900082010");
        var own = Pairing.CodeIn([await he.TextsAsync("关联", "关联码")]);
        await he.LinkedAsync();
        Assert.Contains("这个码不对", string.Join('\n', await new Person(_texted.App, "dl-work-thief").SaysAsync($"绑定 {own}")), StringComparison.Ordinal);
        await he.TextsAsync("关联", "这里就是您的工作线路");
    }

    [Fact]
    public async Task Of_an_errand_of_his_own_he_hears_on_the_line_and_a_number_there_stays_about_his_work()
    {
        var he = await new WorkLine(_texted, "AGENT-S", "13900082011").LinkedAsync();
        var line = await he.ConversationAsync();
        var work = await _texted.App.OpenErrandAsync("dl-work-own", "130100000000");
        await he.HearsAsync(work);
        await he.TextsAsync("1", "已告诉");
        var change = _texted.App.Services.GetRequiredService<CaseDesk>().Open(Make.Request(line, "own/create", "130123201203"), _texted.Time.GetUtcNow());
        Assert.Equal(CommitFailure.None, await _texted.App.Services.GetRequiredService<CaseStore>().CommitAsync(change, Cancel));
        var own = change.After.Reference;
        foreach (var command in new CaseCommand[] { new CaseCommand.TakeOn(), new CaseCommand.Submit("民政局"), new CaseCommand.Complete("已批准") }) await _texted.App.ActAsync(own, command, change.After.ProxyAgentId);
        await he.HearsAsync($"{own}办结");

        await he.TextsAsync("5", $"{work}");

        Assert.Null((await _texted.App.CaseAsync(own)).Row.Rating);
        Assert.Contains((await _texted.App.CaseAsync(work)).Events, happened => happened is CaseEvent.HandedIn);
    }

    [Fact]
    public async Task Staff_end_a_line_on_the_page_of_its_conversation_and_both_sides_are_told()
    {
        var he = await new WorkLine(_texted, "AGENT-A", "13900082012").LinkedAsync();
        var page = "/console/conversations/" + await he.ConversationAsync();
        using (var other = await _texted.App.Browser().SignInAsync("agent-a"))
        using (var refused = await other.GetAsync(page)) Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        using var staff = await _texted.App.Browser().SignInAsync("admin");
        Assert.Contains("这是代办员的工作线路", await staff.ReadAsync(page), StringComparison.Ordinal);
        foreach (var _ in Enumerable.Range(0, 2))
            using (var ended = await staff.SubmitAsync("/console/outbox", [], page + "?handler=EndLine")) Assert.InRange((int)ended.StatusCode, 302, 404);

        await he.HearsAsync("这里不再是王建国的工作线路");
        await he.Web.HearsAsync("短信 139****2012已不再是您的工作线路");
        Assert.Null(await he.LineAsync());
    }

    private Task<string?> AgentOfAsync(string conversation) =>
        _texted.App.InStoreAsync(db => db.Conversations.AsNoTracking().Where(row => row.Id == conversation).Select(row => row.ProxyAgentId).SingleAsync(Cancel));
}

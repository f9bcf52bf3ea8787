using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Channels.Sms;

/// <summary>The dialog by text messages; that each of them is two SMS at most is checked wherever one is heard.</summary>
public sealed class SmsErrandTests(TextedApp fixture) : IClassFixture<TextedApp>
{
    /// <summary>What she hears, and what she types.</summary>
    private static readonly (string Hears, string Types)[] Form =
    [
        ("1 给自己办", "1"), ("您的姓名", "王秀英"), ("哪个村", "正定县南楼乡南楼村"), ("出生日期", "1944年5月6日"), ("1 同意", "1"),
        ("身份证号", "130199194503150022"), ("1 有", "1"), ("1 都齐了", "1"), ("1 13900030001", "1"), ("1 对，提交", "1"),
    ];

    [Fact]
    public async Task Whole_errand_is_done_with_digits_and_short_texts()
    {
        const string Phone = "13900030001";
        await fixture.TextAsync(Phone, "帮我办高龄津贴");
        foreach (var (hears, types) in Form)
        {
            await fixture.HearsAsync(Phone, hears);
            await fixture.TextAsync(Phone, types);
        }

        await fixture.HearsAsync(Phone, "已登记，编号");
        var conversation = (await fixture.TranscriptAsync("正定县南楼乡南楼村"))[0].ConversationId;
        var row = Assert.Single(await CasesAsync(conversation));

        var agent = Person.OfAgent(fixture.App, row.ProxyAgentId);
        await agent.HearsAsync(row.Reference);
        await agent.SaysAsync("1");
        await fixture.HearsAsync(Phone, "已接单");
        await fixture.TextAsync(Phone, "查进度");
        await fixture.HearsAsync(Phone, row.Reference);
        await agent.SaysAsync("材料已齐");
        await agent.SaysAsync("已报送");
        await agent.SaysAsync("办结 津贴已批准");
        await fixture.HearsAsync(Phone, "5 5星");
        await fixture.TextAsync(Phone, "5");
        await fixture.HearsAsync(Phone, "谢谢您的评价");

        Assert.Equal(5, Assert.Single(await CasesAsync(conversation)).Rating);
    }

    [Fact]
    public async Task Opt_out_keeps_the_form_is_confirmed_once_and_then_there_is_silence_until_opt_in()
    {
        const string Phone = "13900030002";
        await fixture.TextAsync(Phone, "帮我办高龄津贴");
        await fixture.HearsAsync(Phone, "1 给自己办");
        await fixture.TextAsync(Phone, "1");
        await fixture.HearsAsync(Phone, "您的姓名");
        await fixture.TextAsync(Phone, "退订");
        await fixture.HearsAsync(Phone, "以后不再给您发消息");
        await fixture.TextAsync(Phone, "TD");
        await fixture.TextAsync(Phone, "这是退订以后说的");
        await fixture.TextAsync(Phone, "恢复");
        var heard = await fixture.HearsAsync(Phone, "以后有进展会告诉您");
        await fixture.TextAsync(Phone, "继续");
        await fixture.HearsAsync(Phone, "您的姓名");

        Assert.Single(heard);
        Assert.Contains(await fixture.TranscriptAsync("这是退订以后说的"), row => row.FromBot);
    }

    [Fact]
    public async Task What_waited_when_she_opted_out_is_not_sent()
    {
        const string Phone = "13900030003";
        fixture.Kannel.Answers.Enqueue(503);
        await fixture.TextAsync(Phone, "帮我办低保");
        await fixture.HearsAsync(Phone, "1 给自己办");
        await fixture.TextAsync(Phone, "STOP");
        await fixture.HearsAsync(Phone, "以后不再给您发消息");
        var conversation = (await fixture.TranscriptAsync("STOP"))[0].ConversationId;

        await fixture.FaresAsync(conversation, OutboxState.Dead, OutboxState.Sent);
    }

    [Fact]
    public async Task Gateway_that_was_away_for_ten_minutes_gets_everything_in_order_once()
    {
        string[] phones = ["13900030005", "13900030006", "13900030007"];
        var time = new ShiftedTime();
        await using var kannel = await FakeKannel.StartAsync();
        await using var app = kannel.Connect(new App().Replace(services => services.AddSingleton<TimeProvider>(time)));
        kannel.IsDown = true;
        using var client = app.Client();
        foreach (var phone in phones)
            foreach (var (text, id) in new[] { ("帮我办高龄津贴", "a"), ("1", "b"), ("王秀英", "c") })
                using (await client.GetAsync(new Uri($"/sms/kannel?from={phone}&to=10690001&text={Uri.EscapeDataString(text)}&charset=UTF-8&id={phone}{id}", UriKind.Relative), TestContext.Current.CancellationToken)) { }

        var refused = new List<string>();
        for (var minutes = 0; minutes < 10; minutes += 5)
        {
            for (var n = 0; n < phones.Length; n++) refused.Add((await SentAsync(kannel))["text"]);
            time.Advance(TimeSpan.FromMinutes(5));
        }

        for (var n = 0; n < phones.Length; n++) refused.Add((await SentAsync(kannel))["text"]);
        kannel.IsDown = false;
        time.Advance(TimeSpan.FromMinutes(5));
        var heard = new List<(string To, string Text)>();
        while (heard.Count < 9) heard.Add(await SentAsync(kannel) is var sent ? (sent["to"], sent["text"]) : default);

        Assert.Single(refused.Distinct());
        foreach (var hers in phones.Select(phone => heard.Where(message => message.To == phone).Select(message => message.Text).ToList()))
        {
            Assert.Equal((3, refused[0]), (hers.Count, hers[0]));
            Assert.Contains("您的姓名", hers[1], StringComparison.Ordinal);
            Assert.Contains("哪个村", hers[2], StringComparison.Ordinal);
        }

        Assert.False(kannel.Sent.Reader.TryRead(out _));
    }

    private static async Task<IReadOnlyDictionary<string, string>> SentAsync(FakeKannel kannel) =>
        await kannel.Sent.Reader.ReadAsync(TestContext.Current.CancellationToken);

    private Task<List<CaseRow>> CasesAsync(string conversation) =>
        fixture.App.InStoreAsync(db => db.Cases.AsNoTracking().Where(row => row.ConversationId == conversation).ToListAsync(TestContext.Current.CancellationToken));
}

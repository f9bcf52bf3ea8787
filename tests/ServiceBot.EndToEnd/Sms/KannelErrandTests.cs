using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.EndToEnd.Support;
using ServiceBot.Tests.Support;
using ServiceBot.Transcripts;

namespace ServiceBot.EndToEnd.Sms;

/// <summary>The errand on a feature phone through the real Kannel: what she types is what an old phone can type.</summary>
public sealed partial class KannelErrandTests
{
    private const string Phone = "13900040001", OtherPhone = "13900040002", AgentPhone = "13900040003";
    private const string Registered = "已登记，编号";

    /// <summary>What she hears, and what she types.</summary>
    private static readonly (string Hears, string Types)[] Form =
    [
        ("1 给自己办", "1"), ("您的姓名", "王秀英"), ("哪个村", "正定县南楼乡南楼村"), ("出生日期", "1944年5月6日"), ("1 同意", "2"),
        ("1 都齐了", "1"), ("联系电话", Phone), ("1 对，提交", "1"),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whole_errand_from_the_first_text_to_the_rating()
    {
        Kannel.IsNeeded();
        await using var kannel = new Kannel();
        await using var app = await RunningApp.StartAsync(kannel.Settings, Cancel);
        await kannel.StartAsync(new Uri(app.Address, "sms/kannel"));

        var reference = await RegisterAsync(kannel);
        using var agent = new Browser(new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address }, app.Data);
        await agent.SignInAsync("agent-a");
        await ActAsync(agent, reference, "TakeOn");
        await HearsAsync(kannel, "已接单");
        await kannel.TextAsync(Phone, "查进度");
        await HearsAsync(kannel, reference);
        await ActAsync(agent, reference, "Supplement", ("Form.Materials", "身份证复印件"), ("Form.Text", "要白纸的"));
        await HearsAsync(kannel, "缺：身份证复印件。要白纸的");
        await ActAsync(agent, reference, "MaterialsReceived");
        await HearsAsync(kannel, "材料已齐");
        await ActAsync(agent, reference, "Submit", ("Form.Text", "正定县民政局"));
        await HearsAsync(kannel, "已报送到正定县民政局");
        await ActAsync(agent, reference, "Complete", ("Form.Text", "已批准，下月起发放"));
        await HearsAsync(kannel, "5 5星");
        await kannel.TextAsync(Phone, "5");
        await HearsAsync(kannel, "谢谢您的评价");

        await using var db = Store(app);
        Assert.Equal(5, (await db.Cases.AsNoTracking().SingleAsync(Cancel)).Rating);
        await AllDeliveredAsync(app);
        Assert.DoesNotContain(Phone, app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errand_reaches_the_agents_phone_and_is_run_there()
    {
        Kannel.IsNeeded();
        await using var kannel = new Kannel();
        await using var app = await RunningApp.StartAsync(kannel.Settings, Cancel);
        await kannel.StartAsync(new Uri(app.Address, "sms/kannel"));
        await kannel.TextAsync(AgentPhone, $"绑定 {await AgentDesk.CodeAsync(app, "agent-a", Cancel)}");
        await HearsAsync(kannel, "现在是您的工作线路", AgentPhone);

        var reference = await RegisterAsync(kannel);
        await HearsAsync(kannel, $"新代办{reference}", AgentPhone);
        foreach (var (texts, hears) in new[] { ("1", "3 缺材料"), ("3", "请一次说全"), ("1", "补齐补正"), ("4", "已告诉王秀英"), ("5 正定县民政局", "已告诉王秀英"), ("6", "结果是什么"), ("已批准，下月起发放", "已告诉王秀英") })
        {
            await kannel.TextAsync(AgentPhone, texts);
            await HearsAsync(kannel, hears, AgentPhone);
        }

        await HearsAsync(kannel, "办结：已批准，下月起发放");
        await using var db = Store(app);
        Assert.Equal("Completed", (await db.Cases.AsNoTracking().SingleAsync(Cancel)).State.ToString());
        await AllDeliveredAsync(app);
        Assert.DoesNotContain(AgentPhone, app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_text_delivered_three_times_in_any_order_with_a_kill_in_between_leaves_the_transcript_of_a_day_without_faults()
    {
        Kannel.IsNeeded();
        await using var kannel = new Kannel();
        await using var app = await RunningApp.StartAsync(kannel.Settings, Cancel);
        await using var line = new Repeater(new Uri(app.Address, "sms/kannel"));
        await line.StartAsync(Cancel);
        await kannel.StartAsync(line.Address);
        await RegisterAsync(kannel, OtherPhone);

        // She answers while the service is dead: the gateway keeps the message and asks again.
        line.Faulty = true;
        var reference = await RegisterAsync(kannel, Phone, async answer =>
        {
            app.Kill();
            await kannel.TextAsync(Phone, answer);
            await app.RestartAsync(Cancel);
        });

        await using var db = Store(app);
        Assert.Equal(2, await db.Cases.CountAsync(Cancel));
        var hers = await db.Cases.AsNoTracking().SingleAsync(row => row.Reference == reference, Cancel);
        var others = await db.Cases.AsNoTracking().SingleAsync(row => row.Reference != reference, Cancel);
        Assert.Equal(await TranscriptAsync(db, others.ConversationId), await TranscriptAsync(db, hers.ConversationId));
        Assert.NotEqual(others.ConversationId, hers.ConversationId);
    }

    /// <summary>Both sides, in order; case numbers, phones and the day of birth are all digits and left out.</summary>
    private static async Task<List<string>> TranscriptAsync(BotDb db, string conversation) =>
        [.. (await db.Transcripts.AsNoTracking().Where(row => row.ConversationId == conversation).OrderBy(row => row.Seq).ToListAsync(Cancel))
            .Select(row => $"{(row.FromBot ? "bot" : "she")}: {Digits().Replace(row.Text ?? "", "#")}")];

    /// <summary>From the first text to the case number.</summary>
    /// <param name="inTheMiddle">Sends one answer in its own way.</param>
    private static async Task<string> RegisterAsync(Kannel kannel, string phone = Phone, Func<string, Task>? inTheMiddle = null)
    {
        await kannel.TextAsync(phone, "帮我办高龄津贴");
        for (var at = 0; at < Form.Length; at++)
        {
            await HearsAsync(kannel, Form[at].Hears, phone);
            if (at == Form.Length / 2 && inTheMiddle is not null) await inTheMiddle(Form[at].Types);
            else await kannel.TextAsync(phone, Form[at].Types);
        }

        var registered = await HearsAsync(kannel, Registered, phone);
        return Number().Match(registered[^1].Text).Groups[1].Value;
    }

    private static async Task<IReadOnlyList<Kannel.Heard>> HearsAsync(Kannel kannel, string part, string phone = Phone)
    {
        var heard = await kannel.HearsAsync(phone, part);
        Assert.All(heard, message => Assert.True(message.Parts <= 2 && !message.Text.Contains("??", StringComparison.Ordinal), message.Text));
        return heard;
    }

    private static SqliteBotDb Store(RunningApp app) => new(new DbContextOptionsBuilder<SqliteBotDb>()
        .UseSqlite($"Data Source={Path.Combine(app.Data, "servicebot.db")};Pooling=false").Options);

    private static async Task AllDeliveredAsync(RunningApp app)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            await using var db = Store(app);
            var states = await db.Outbox.AsNoTracking().Where(row => row.Kind == OutboxKind.Send).Select(row => row.State).ToListAsync(limit.Token);
            if (states.Count > 10 && states.All(state => state == OutboxState.Delivered)) return;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, limit.Token);
        }
    }

    private static async Task ActAsync(Browser agent, string reference, string verb, params (string Name, string Value)[] fields)
    {
        var page = $"/console/errands/{reference}";
        var version = Version().Match(await agent.ReadAsync(page)).Groups[1].Value;
        using var response = await agent.SubmitAsync(page, [("Form.Verb", verb), ("Form.Version", version), .. fields]);
        Assert.True((int)response.StatusCode is 302, $"{verb} was answered {(int)response.StatusCode}");
    }

    [GeneratedRegex("[0-9*]+")]
    private static partial Regex Digits();

    [GeneratedRegex("编号(\\d{6,})")]
    private static partial Regex Number();

    [GeneratedRegex("name=\"Form\\.Version\" value=\"(\\d+)\"")]
    private static partial Regex Version();
}

using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Domain.Calendar;
using ServiceBot.Domain.Cases;
using ServiceBot.Tests.Channels.Sms;
using ServiceBot.Tests.Support;
using ServiceBot.Transcripts;

namespace ServiceBot.Tests.Channels;

/// <summary>When news of an errand may ring, what becomes one message, and which other way it takes.</summary>
public sealed class DeliveryPolicyTests : IAsyncLifetime
{
    /// <summary>The night of these tests begins in an hour and lasts two: the silo dislikes longer jumps of its clock.</summary>
    private static readonly TimeSpan IntoTheNight = TimeSpan.FromMinutes(65), IntoTheMorning = TimeSpan.FromMinutes(120);
    private readonly TextedApp _texted = new();

    private static readonly (string Hears, string Types)[] Form =
    [
        ("1 给自己办", "1"), ("您的姓名", "王秀英"), ("哪个村", "正定县南楼乡南楼村"), ("出生日期", "1944年5月6日"), ("1 同意", "2"),
        ("1 都齐了", "1"), ("联系电话", "13900060001"), ("1 对，提交", "1"),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _texted.InitializeAsync();
        var now = _texted.Time.GetUtcNow().ToOffset(Deadline.Zone);
        _texted.App.With("ServiceBot:Outbox:QuietFrom", Clock(now.AddHours(1))).With("ServiceBot:Outbox:QuietUntil", Clock(now.AddHours(3)));

        static string Clock(DateTimeOffset moment) => moment.ToString("HH:mm", CultureInfo.InvariantCulture);
    }

    public ValueTask DisposeAsync() => _texted.DisposeAsync();

    [Fact]
    public async Task At_night_answers_pass_news_wait_and_in_the_morning_they_are_one_message_in_order()
    {
        const string Phone = "13900060001";
        var row = await RegisterAsync(Phone);
        _texted.Time.Advance(IntoTheNight);
        await _texted.App.ActAsync(row.Reference, new CaseCommand.TakeOn(), row.ProxyAgentId);
        await _texted.App.ActAsync(row.Reference, new CaseCommand.Supplement(["身份证复印件"]), row.ProxyAgentId);
        await _texted.App.ActAsync(row.Reference, new CaseCommand.MaterialsReceived(), row.ProxyAgentId);
        await _texted.App.ActAsync(row.Reference, new CaseCommand.Submit("正定县民政局"), row.ProxyAgentId);
        await HeldAsync(row.ConversationId, 4);

        await _texted.TextAsync(Phone, "查进度");
        var answer = await _texted.HearsAsync(Phone, row.Reference);
        _texted.Time.Advance(IntoTheMorning);
        var morning = await _texted.HearsAsync(Phone, "进展");

        Assert.DoesNotContain(answer, message => message["text"].Contains("接单", StringComparison.Ordinal) && message["text"].Contains("代办：", StringComparison.Ordinal));
        var text = Assert.Single(morning)["text"];
        Assert.Matches("(?s)^您的代办有4条进展.*\n.*已接单\n.*缺：身份证复印件.*\n.*材料已齐\n.*正定县民政局$", text);
    }

    [Fact]
    public async Task Whoever_has_just_written_is_awake_and_hears_what_was_held_too()
    {
        const string Phone = "13900060002";
        var row = await RegisterAsync(Phone);
        _texted.Time.Advance(IntoTheNight);
        await _texted.App.ActAsync(row.Reference, new CaseCommand.TakeOn(), row.ProxyAgentId);
        await HeldAsync(row.ConversationId, 1);
        await _texted.TextAsync(Phone, "查进度");
        await _texted.HearsAsync(Phone, row.Reference);

        await _texted.App.ActAsync(row.Reference, new CaseCommand.Supplement(["身份证复印件"]), row.ProxyAgentId);
        var heard = await _texted.HearsAsync(Phone, "缺：身份证复印件");

        Assert.Contains("已接单", Assert.Single(heard)["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_wait_passes_the_night()
    {
        const string Phone = "13900060003";
        var row = await RegisterAsync(Phone);
        _texted.Time.Advance(IntoTheNight);
        await _texted.App.ActAsync(row.Reference, new CaseCommand.TakeOn(), row.ProxyAgentId);
        await HeldAsync(row.ConversationId, 1);

        await PostAsync(row.ConversationId, "urgent/1", new Letter { Text = "staff_reply", Args = new Dictionary<string, string> { ["text"] = "今晚停电" }, Urgent = true });

        Assert.DoesNotContain(await _texted.HearsAsync(Phone, "今晚停电"), message => message["text"].Contains("已接单", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_burst_by_day_the_first_goes_at_once_and_the_rest_as_one_message()
    {
        const string Phone = "13900060004";
        var row = await RegisterAsync(Phone);
        await _texted.App.ActAsync(row.Reference, new CaseCommand.TakeOn(), row.ProxyAgentId);
        await _texted.HearsAsync(Phone, "已接单");
        await _texted.App.ActAsync(row.Reference, new CaseCommand.Supplement(["身份证复印件"]), row.ProxyAgentId);
        await _texted.App.ActAsync(row.Reference, new CaseCommand.MaterialsReceived(), row.ProxyAgentId);
        await _texted.App.ActAsync(row.Reference, new CaseCommand.Submit("正定县民政局"), row.ProxyAgentId);
        await _texted.App.ActAsync(row.Reference, new CaseCommand.Complete("已批准"), row.ProxyAgentId);
        await HeldAsync(row.ConversationId, 4);
        _texted.Time.Advance(TimeSpan.FromSeconds(20));

        var heard = await _texted.HearsAsync(Phone, "5 5星");

        var text = string.Join('\n', heard.Select(message => message["text"]));
        Assert.Matches("(?s)身份证复印件.*材料已齐.*正定县民政局.*办结：已批准.*5 5星", text);
        Assert.InRange(heard.Count, 1, 2);
    }

    [Fact]
    public async Task News_that_did_not_arrive_takes_the_way_that_she_has_proved_and_without_one_her_agent_calls()
    {
        const string Phone = "13900060005";
        var row = await RegisterAsync(Phone);
        var other = new Person(_texted.App, "dl-linked");
        await _texted.TextAsync(Phone, "绑定 " + await other.CodeAsync());
        await _texted.HearsAsync(Phone, "已和网页聊天关联");
        await _texted.App.ActAsync(row.Reference, new CaseCommand.TakeOn(), row.ProxyAgentId);
        await UndeliverableAsync(Phone, "已接单");
        await SaidAsync(other.Id, "已接单");
        var agent = Roster.Name(row.ProxyAgentId).ConversationId;
        Assert.DoesNotContain("没有送到", await AllOfAsync(agent), StringComparison.Ordinal);

        await other.SaysAsync("解除关联");
        _texted.Time.Advance(TimeSpan.FromSeconds(20));
        await _texted.App.ActAsync(row.Reference, new CaseCommand.Supplement(["身份证复印件"]), row.ProxyAgentId);
        await UndeliverableAsync(Phone, "缺：身份证复印件");

        await SaidAsync(agent, "没有送到");
    }

    [Fact]
    public async Task Agent_hears_that_she_has_told_us_to_stop()
    {
        const string Phone = "13900060006";
        var row = await RegisterAsync(Phone);
        await _texted.TextAsync(Phone, "退订");
        await _texted.HearsAsync(Phone, "以后不再给您发消息");

        await _texted.App.ActAsync(row.Reference, new CaseCommand.TakeOn(), row.ProxyAgentId);

        await SaidAsync(Roster.Name(row.ProxyAgentId).ConversationId, "本人已退订短信");
        await SaidAsync(row.ConversationId, "已接单");
    }

    [Fact]
    public async Task Case_page_says_what_it_took_in_sms()
    {
        const string Phone = "13900060007";
        var row = await RegisterAsync(Phone);
        await WaitAsync(async () => (await _texted.OutboxAsync(row.ConversationId)).All(sent => sent.State == OutboxState.Sent));
        var segments = (await _texted.OutboxAsync(row.ConversationId)).Sum(sent => sent.Segments);
        using var staff = await _texted.App.Browser().SignInAsync("admin");

        Assert.InRange(segments, 9, 40);
        Assert.Contains($"{segments} 条短信", await staff.ReadAsync($"/console/cases/{row.Reference}"), StringComparison.Ordinal);
    }

    private Roster Roster => _texted.App.Services.GetRequiredService<Roster>();

    private async Task<CaseRow> RegisterAsync(string phone)
    {
        await _texted.TextAsync(phone, "帮我办高龄津贴");
        foreach (var (hears, types) in Form)
        {
            await _texted.HearsAsync(phone, hears);
            await _texted.TextAsync(phone, types.StartsWith("1390006", StringComparison.Ordinal) ? phone : types);
        }

        var registered = (await _texted.HearsAsync(phone, "已登记，编号"))[^1]["text"];
        var reference = System.Text.RegularExpressions.Regex.Match(registered, "编号(\\d{6,})").Groups[1].Value;
        return (await _texted.App.CaseAsync(reference)).Row;
    }

    private Task HeldAsync(string conversation, int letters) => WaitAsync(() => _texted.App.InStoreAsync(async db =>
    {
        var now = _texted.Time.GetUtcNow();
        return await db.Outbox.CountAsync(row => row.Recipient == conversation && row.Kind == OutboxKind.Notify && row.State == OutboxState.Waiting && row.DueAt > now, Cancel) == letters;
    }));

    private async Task UndeliverableAsync(string phone, string part)
    {
        var message = (await _texted.HearsAsync(phone, part))[^1];
        await _texted.GetAsync(new Uri(message["dlr-url"].Replace("%d", "2", StringComparison.Ordinal)).PathAndQuery);
    }

    private Task<int> PostAsync(string recipient, string key, Letter letter) => _texted.App.InStoreAsync(async db =>
    {
        db.Add(_texted.App.Services.GetRequiredService<ServiceBot.Notifications.LetterBox>().Post(recipient, key, letter, _texted.Time.GetUtcNow()));
        return await db.SaveChangesAsync(Cancel);
    });

    private Task SaidAsync(string conversation, string part) => WaitAsync(async () => (await AllOfAsync(conversation)).Contains(part, StringComparison.Ordinal));

    private async Task<string> AllOfAsync(string conversation) => string.Join('\n', await _texted.App.InStoreAsync(db =>
        db.Transcripts.AsNoTracking().Where(row => row.ConversationId == conversation).OrderBy(row => row.Seq).Select(row => row.Text).ToListAsync(Cancel)));

    private static async Task WaitAsync(Func<Task<bool>> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (!await holds()) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
    }
}

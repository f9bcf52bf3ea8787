using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Domain.Cases;
using ServiceBot.Tests.Channels.Sms;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Conversations.Linking;

/// <summary>One errand on a web page and on a phone, through both front doors.</summary>
public sealed class LinkedErrandTests(TextedApp texted) : IClassFixture<TextedApp>
{
    private static readonly string[] Rest = ["1944年5月6日", "同意", "130199194503150022", "有", "都齐了", "13900070071"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Begun_on_the_page_finished_by_text_followed_on_both()
    {
        const string Phone = "13900070071";
        using var page = await ResidentClient.StartAsync(texted.App);
        foreach (var line in new[] { "帮我办高龄津贴", "给自己办", "王秀英", "正定县南楼乡南楼村" }) await SaysAsync(page, line);
        var code = Pairing.CodeIn(await SaysAsync(page, "在短信上接着办"));

        await texted.TextAsync(Phone, $"绑定 {code}");
        var offered = (await texted.HearsAsync(Phone, "1 接着填")).Select(message => message["text"]).ToList();
        Assert.Contains("已和网页聊天关联", offered[0], StringComparison.Ordinal);
        Assert.Contains("没填完的“高龄津贴”", string.Join('\n', offered), StringComparison.Ordinal);
        await HearsAsync(page, "这里已和短信 139****0071关联");

        await texted.TextAsync(Phone, "1");
        await texted.HearsAsync(Phone, "出生日期");
        await HearsAsync(page, "“高龄津贴”已转到短信 139****0071");
        foreach (var line in Rest) await texted.TextAsync(Phone, line);
        await texted.HearsAsync(Phone, "1 对，提交");
        await texted.TextAsync(Phone, "1");
        await texted.HearsAsync(Phone, "已登记，编号");
        var row = await texted.App.InStoreAsync(db => db.Cases.AsNoTracking().SingleAsync(row => row.PhoneMasked == "139****0071", Cancel));
        Assert.StartsWith("sms-", row.ConversationId, StringComparison.Ordinal);

        // Progress on the page, letters where it was made until she says otherwise.
        Assert.Contains(row.Reference, string.Join('\n', await SaysAsync(page, "查进度")), StringComparison.Ordinal);
        await texted.App.ActAsync(row.Reference, new CaseCommand.TakeOn(), row.ProxyAgentId);
        await texted.HearsAsync(Phone, "已接单");
        Assert.Contains("发到网页聊天", string.Join('\n', await SaysAsync(page, "以后在这里告诉我")), StringComparison.Ordinal);
        await texted.App.ActAsync(row.Reference, new CaseCommand.Supplement(["身份证复印件"]), row.ProxyAgentId);
        await HearsAsync(page, "还缺这些材料");
        await texted.App.ActAsync(row.Reference, new CaseCommand.MaterialsReceived(), row.ProxyAgentId);
        await texted.App.ActAsync(row.Reference, new CaseCommand.Submit("正定县民政局"), row.ProxyAgentId);
        await texted.App.ActAsync(row.Reference, new CaseCommand.Complete("已批准"), row.ProxyAgentId);
        await HearsAsync(page, "办结了");
        await SaysAsync(page, "5");
        Assert.Equal(5, (await texted.App.CaseAsync(row.Reference)).Row.Rating);
        Assert.DoesNotContain((await texted.TranscriptAsync("130***********0022")).Where(line => line.FromBot), line => line.Text!.Contains("缺：", StringComparison.Ordinal) || line.Text.Contains("办结了", StringComparison.Ordinal));
    }

    [Fact]
    public async Task She_withdraws_on_the_page_what_she_asked_for_by_text()
    {
        const string Phone = "13900070002";
        await texted.TextAsync(Phone, "你好");
        var conversation = (await texted.TranscriptAsync("你好"))[0].ConversationId;
        var reference = await texted.App.OpenErrandAsync(conversation);
        using var page = await ResidentClient.StartAsync(texted.App);
        Assert.Contains("没有正在办的事", string.Join('\n', await SaysAsync(page, "撤回")), StringComparison.Ordinal);

        await texted.TextAsync(Phone, "关联");
        var code = Pairing.CodeIn((await texted.HearsAsync(Phone, "关联码")).Select(message => message["text"]).TakeLast(1));
        await SaysAsync(page, $"绑定 {code}");
        await SaysAsync(page, "撤回委托");
        await SaysAsync(page, "撤回委托");
        await SaysAsync(page, "跳过");

        Assert.Equal(CaseState.Withdrawn, (await texted.App.CaseAsync(reference)).Row.State);
    }

    [Fact]
    public async Task Staff_see_on_one_conversation_which_others_are_hers()
    {
        var (one, two) = (new Person(texted.App, "dl-seen-1"), new Person(texted.App, "dl-seen-2"));
        await Pairing.LinkAsync(one, two);
        using var staff = await texted.App.Browser().SignInAsync("admin");
        var html = await staff.ReadAsync("/console/conversations/dl-seen-1");
        Assert.Contains("同一个人的其他渠道", html, StringComparison.Ordinal);
        Assert.Contains("/console/conversations/dl-seen-2", html, StringComparison.Ordinal);
        await one.SaysAsync("解除关联");
        Assert.DoesNotContain("dl-seen-2", await staff.ReadAsync("/console/conversations/dl-seen-1"), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> SaysAsync(ResidentClient page, string text)
    {
        var (_, watermark) = await page.ReadAsync();
        await page.SayAsync(text);
        return [.. Texts((await page.ReadAsync(watermark)).Activities).Skip(1)];
    }

    private static async Task HearsAsync(ResidentClient page, string part)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (!Texts((await page.ReadAsync()).Activities).Any(text => text.Contains(part, StringComparison.Ordinal)))
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
    }

    private static IEnumerable<string> Texts(IEnumerable<JsonElement> activities) =>
        activities.Select(activity => activity.TryGetProperty("text", out var text) ? text.GetString()! : "");
}

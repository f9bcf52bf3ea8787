using ServiceBot.EndToEnd.Support;
using static Microsoft.Playwright.Assertions;

namespace ServiceBot.EndToEnd.Console;

/// <summary>The errand, end to end, in two browsers: she asks, he runs it, she hears of every step once and in order.</summary>
public sealed class ErrandRunTests(Chromium chromium, SharedApp shared) : IClassFixture<Chromium>, IClassFixture<SharedApp>
{
    private static readonly string[] Pushes = ["已接单", "还缺这些材料", "材料已齐", "已报送到", "办结了"];

    [Fact]
    public async Task He_runs_it_from_his_page()
    {
        Chromium.IsNeeded();
        await using var his = await chromium.NewVisitorAsync();
        var agent = await ConsolePage.SignInAsync(his, shared.App, "agent-a");
        await Expect(agent.Page.Locator("#live")).ToHaveTextAsync("实时更新");
        await agent.Page.EvaluateAsync("() => { window.notReloaded = true; }");

        await using var hers = await chromium.NewVisitorAsync();
        var resident = await ResidentPage.OpenAsync(hers, shared.App.Address);
        var reference = await resident.RequestAsync();

        await Expect(agent.Errand(reference)).ToBeVisibleAsync();
        Assert.True(await agent.Page.EvaluateAsync<bool>("() => window.notReloaded === true"));
        await agent.Errand(reference).Locator("a").ClickAsync();
        await agent.ActAsync("接单");
        await resident.HearsAsync("已接单");
        await agent.ActAsync("一次性告知缺的材料", ["户口簿", "一寸照片"], ("补充说明（可不填）", "照片要白底的。"));
        await resident.HearsAsync("户口簿、一寸照片");
        await agent.ActAsync("材料已齐");
        await resident.HearsAsync("材料已齐");
        await agent.ActAsync("已报送", ("报送给哪个部门（不填为事项的主管部门）", "正定县民政局"));
        await resident.HearsAsync("已报送到正定县民政局");
        await agent.ActAsync("办结", ("办理结果（会发给群众）", "已批准，下月起每月发放"));
        await resident.HearsAsync("已批准，下月起每月发放");
        await EachPushOnceInOrderAsync(resident, reference);
        Assert.Empty(agent.Errors);
        Assert.Empty(resident.Errors);
    }

    [Fact]
    public async Task He_runs_it_by_answering_with_numbers()
    {
        Chromium.IsNeeded();
        await using var his = await chromium.NewVisitorAsync();
        await ConsolePage.SignInAsync(his, shared.App, "agent-a");
        var agent = await ResidentPage.OpenAsync(his, shared.App.Address, "/console/errands");

        await using var hers = await chromium.NewVisitorAsync();
        var resident = await ResidentPage.OpenAsync(hers, shared.App.Address);
        var reference = await resident.RequestAsync();

        await agent.HearsAsync($"【新代办】编号 {reference}");
        await agent.SayAsync($"1 {reference}");
        await resident.HearsAsync("已接单");
        await agent.SayAsync("3");
        await agent.HearsAsync("缺哪些材料");
        await agent.SayAsync("3 5");
        await resident.HearsAsync("户口簿、一寸照片");
        await agent.SayAsync("4");
        await resident.HearsAsync("材料已齐");
        await agent.SayAsync("5");
        await resident.HearsAsync("已报送到");
        await agent.SayAsync("6");
        await agent.HearsAsync("结果是什么");
        await agent.SayAsync("已批准，下月起每月发放");
        await resident.HearsAsync("已批准，下月起每月发放");
        await EachPushOnceInOrderAsync(resident, reference);
    }

    [Fact]
    public async Task Staff_read_what_was_said_and_find_the_case_it_made()
    {
        Chromium.IsNeeded();
        await using var hers = await chromium.NewVisitorAsync();
        var resident = await ResidentPage.OpenAsync(hers, shared.App.Address);
        var reference = await resident.RequestAsync();

        await using var theirs = await chromium.NewVisitorAsync(1280, 800);
        var staff = await ConsolePage.SignInAsync(theirs, shared.App, "township");
        await staff.GoAsync("/console/conversations?q=" + reference);
        await staff.Page.Locator(".list a.entry").Filter(new() { HasNotText = "代办员的会话" }).First.ClickAsync();
        await Expect(staff.Page.Locator(".bubbles")).ToContainTextAsync(RequestWalk.Start);
        await Expect(staff.Page.Locator("body")).Not.ToContainTextAsync("13800138000");
        await staff.Page.Locator("dl.facts").GetByText(reference).ClickAsync();
        await Expect(staff.Page.Locator("h1")).ToContainTextAsync("高龄津贴");
        await Expect(staff.Page.Locator("body")).ToContainTextAsync("138****8000");
        Assert.Empty(staff.Errors);
    }

    /// <summary>On the open page, and again after she closed the browser and came back.</summary>
    private static async Task EachPushOnceInOrderAsync(ResidentPage resident, string reference)
    {
        Assert.Equal(Pushes, await PushesAsync(resident, reference));
        var shown = await resident.ReadAsync();
        await resident.ReloadAsync(shown.Count);
        Assert.Equal(Pushes, await PushesAsync(resident, reference));
    }

    private static async Task<IEnumerable<string>> PushesAsync(ResidentPage resident, string reference) =>
        (await resident.ReadAsync()).Where(text => text.Contains(reference, StringComparison.Ordinal))
            .SelectMany(text => Pushes.Where(push => text.Contains(push, StringComparison.Ordinal)));
}

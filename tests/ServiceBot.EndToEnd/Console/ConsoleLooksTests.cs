using ServiceBot.EndToEnd.Support;

namespace ServiceBot.EndToEnd.Console;

/// <summary>Every page of the console on a small phone and on a desk: WCAG AA as far as a machine can tell, nothing over the edge, no error.</summary>
public sealed class ConsoleLooksTests(Chromium chromium, SharedApp shared) : IClassFixture<Chromium>, IClassFixture<SharedApp>
{
    [Theory]
    [InlineData(360, "zh")]
    [InlineData(1280, "zh")]
    [InlineData(360, "en")]
    public async Task Pages_can_be_read_by_everybody(int width, string language)
    {
        Chromium.IsNeeded();
        NpmPackages.AreNeeded("axe-core");
        await using var hers = await chromium.NewVisitorAsync();
        var reference = await (await ResidentPage.OpenAsync(hers, shared.App.Address)).RequestAsync();

        await using var his = await chromium.NewVisitorAsync(width);
        var agent = await ConsolePage.SignInAsync(his, shared.App, "agent-a");
        await using var theirs = await chromium.NewVisitorAsync(width);
        var staff = await ConsolePage.SignInAsync(theirs, shared.App, "admin");
        await staff.GoAsync("/console/conversations?q=" + reference);
        var conversation = new Uri(shared.App.Address, (await staff.Page.Locator(".list a.entry").Last.GetAttributeAsync("href"))!).PathAndQuery;

        List<string> faults =
        [
            .. await FaultsAsync(agent, language, "/console/errands", $"/console/errands/{reference}", "/console/second-factor"),
            .. await FaultsAsync(staff, language, "/console/conversations", conversation, "/console/cases", $"/console/cases/{reference}", "/console/outbox", "/console/catalog"),
        ];
        Assert.Empty(faults);
    }

    private static async Task<List<string>> FaultsAsync(ConsolePage page, string language, params string[] paths)
    {
        var faults = new List<string>();
        foreach (var path in paths)
        {
            await page.GoAsync($"{path}?lang={language}");
            faults.AddRange((await page.AccessibilityFaultsAsync(TestContext.Current.CancellationToken)).Select(fault => $"{path}: {fault}"));
            faults.AddRange((await page.TooWideAsync()).Select(wide => $"{path}: too wide: {wide}"));
        }

        faults.AddRange(page.Errors);
        return faults;
    }
}

using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ServiceBot.EndToEnd.Support;

/// <summary>The console as a proxy agent or staff use it, in a browser of their own.</summary>
public sealed class ConsolePage
{
    private const float PatienceMilliseconds = 20_000;
    private readonly Uri _address;

    private ConsolePage(IPage page, Uri address) => (Page, _address) = (page, address);

    public IPage Page { get; }

    /// <summary>What the browser complained of, the content security policy among it.</summary>
    public List<string> Errors { get; } = [];

    /// <summary>Signs in with a sample account and stands on its first page.</summary>
    public static async Task<ConsolePage> SignInAsync(IBrowserContext visitor, RunningApp app, string account)
    {
        visitor.SetDefaultTimeout(PatienceMilliseconds);
        SetDefaultExpectTimeout(PatienceMilliseconds);
        var page = new ConsolePage(await visitor.NewPageAsync(), app.Address);
        page.Page.PageError += (_, error) => page.Errors.Add(error);
        page.Page.Console += (_, line) =>
        {
            if (line.Type == "error") page.Errors.Add(line.Text);
        };
        await page.GoAsync("/sign-in");
        await page.Page.FillAsync("#name", account);
        await page.Page.FillAsync("#password", PasswordOf(app, account));
        await page.Page.ClickAsync("main button[type=submit]");
        await page.Page.WaitForURLAsync("**/console/**");
        return page;
    }

    public Task GoAsync(string path) => Page.GotoAsync(new Uri(_address, path).ToString());

    public ILocator Errand(string reference) => Page.Locator($"[data-reference='{reference}']");

    /// <summary>Presses the button of an act, opening its form first where it has one, and waits for "done".</summary>
    public async Task ActAsync(string act, params (string Label, string Text)[] fields) => await ActAsync(act, [], fields);

    public async Task ActAsync(string act, IReadOnlyList<string> ticks, params (string Label, string Text)[] fields)
    {
        var summary = Page.Locator("details.act > summary").GetByText(act, new() { Exact = true });
        if (await summary.CountAsync() > 0) await summary.ClickAsync();
        foreach (var tick in ticks) await Page.GetByLabel(tick, new() { Exact = true }).CheckAsync();
        foreach (var (label, text) in fields) await Page.GetByLabel(label, new() { Exact = true }).FillAsync(text);
        await Page.GetByRole(AriaRole.Button, new() { Name = act, Exact = true }).ClickAsync();
        await Expect(Page.Locator(".done")).ToBeVisibleAsync();
    }

    /// <summary>Things that reach over the right edge of the screen.</summary>
    public Task<string[]> TooWideAsync() => Page.EvaluateAsync<string[]>(
        """
        () => [...document.querySelectorAll('body *')]
          .filter(e => !e.closest('.sb-hidden, .hidden, .skip, header nav') && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.tagName + '.' + e.className)
        """);

    /// <summary>The rules of WCAG 2.2 A and AA that a machine can check. The chat has tests of its own.</summary>
    public async Task<IReadOnlyList<string>> AccessibilityFaultsAsync(CancellationToken cancellationToken)
    {
        await Page.EvaluateAsync(await File.ReadAllTextAsync(NpmPackages.File("axe-core", "axe.min.js"), cancellationToken));
        var result = await Page.EvaluateAsync<JsonElement>(
            """
            async () => (await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations
              .map(v => v.id + ': ' + v.nodes.map(n => n.target + ' ' + n.failureSummary).join(' | '))
            """);
        return [.. result.EnumerateArray().Select(fault => fault.GetString()!)];
    }

    private static string PasswordOf(RunningApp app, string account)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(app.Data, "sample-accounts.json")));
        return file.RootElement.EnumerateArray().Single(entry => entry.GetProperty("name").GetString() == account).GetProperty("password").GetString()!;
    }
}

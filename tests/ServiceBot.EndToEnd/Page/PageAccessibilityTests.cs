using Microsoft.Playwright;
using ServiceBot.EndToEnd.Support;
using static Microsoft.Playwright.Assertions;

namespace ServiceBot.EndToEnd.Page;

/// <summary>For people who see little, hear the page, have no mouse, or pay for each kilobyte.</summary>
public sealed class PageAccessibilityTests(Chromium chromium, SharedApp shared) : IClassFixture<Chromium>, IClassFixture<SharedApp>
{
    private const int LargestPageBytes = 40 * 1024;

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh", false, ColorScheme.Light)]
    [InlineData("zh", true, ColorScheme.Light)]
    [InlineData("zh", false, ColorScheme.Dark)]
    [InlineData("en", false, ColorScheme.Light)]
    [InlineData("en", true, ColorScheme.Dark)]
    public async Task No_rule_of_wcag_a_and_aa_is_broken(string language, bool large, ColorScheme scheme)
    {
        Chromium.IsNeeded();
        NpmPackages.AreNeeded("axe-core");
        await using var visitor = await chromium.NewVisitorAsync(scheme: scheme);
        var page = await ResidentPage.OpenAsync(visitor, shared.App.Address);
        if (language == "en") await page.Page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        if (large) await page.Page.GetByRole(AriaRole.Button, new() { Name = language == "en" ? "Large" : "大字" }).ClickAsync();
        await NoFaultAsync(page);
        await page.SayAsync(language == "en" ? "hello" : "你好");
        await NoFaultAsync(page);
        await Expect(page.Page.Locator("html")).ToHaveAttributeAsync("lang", language == "en" ? "en" : "zh-CN");
        Assert.Empty(page.Errors);
    }

    [Theory]
    [InlineData(320, 256, false)]
    [InlineData(360, 740, false)]
    [InlineData(360, 740, true)]
    [InlineData(1280, 800, true)]
    public async Task Nothing_runs_over_the_side_of_the_screen(int width, int height, bool large)
    {
        Chromium.IsNeeded();
        await using var visitor = await chromium.NewVisitorAsync(width, height);
        var page = await ResidentPage.OpenAsync(visitor, shared.App.Address);
        if (large) await page.Page.GetByRole(AriaRole.Button, new() { Name = "大字" }).ClickAsync();
        await page.SayAsync("https://example.org/" + new string('x', 300));
        await page.SayAsync("请看 260 000 019 和 0311-86012345，还有 " + new string('长', 200));
        var tooWide = await page.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('.sb-chat, .sb-chat *')]
              .filter(e => !e.closest('.sb-hidden') && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.className || e.tagName)
            """);
        Assert.Empty(tooWide);
    }

    [Fact]
    public async Task Everything_can_be_done_with_the_keyboard_alone()
    {
        Chromium.IsNeeded();
        await using var visitor = await chromium.NewVisitorAsync();
        var page = await ResidentPage.OpenAsync(visitor, shared.App.Address);
        await Expect(page.Theirs).ToHaveCountAsync(1);
        List<string> reached = [];
        for (var step = 0; step < 20 && !reached.Contains("语音输入"); step++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            reached.Add(await page.Page.EvaluateAsync<string>(
                "() => document.activeElement.getAttribute('aria-label') || document.activeElement.innerText.trim()"));
        }

        Assert.Equal(
            [
                "查进度", "转人工", "大字", "English", "对话", "1 我要办事", "2 查进度", "3 找工作人员", "办低保要带什么材料？", "帮我办高龄津贴",
                "请输入您的问题", "发送", "拍照或选照片", "语音输入",
            ],
            // A way down is there only while the end of the talk is out of sight, which depends on how tall the fonts are.
            reached.Select(name => name.Replace('\n', ' ')).Where(name => !name.StartsWith("看下面的新消息", StringComparison.Ordinal)));

        // A digit chooses while the messages have the focus; in the text field it is a digit.
        await page.Page.Locator(".sb-log").FocusAsync();
        await page.Page.Keyboard.PressAsync("2");
        await Expect(page.Mine.First).ToContainTextAsync("查进度");
        await page.Input.FocusAsync();
        await page.Page.Keyboard.TypeAsync("1");
        await Expect(page.Input).ToHaveValueAsync("1");
        await Expect(page.Mine).ToHaveCountAsync(1);
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page.Mine).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_screen_reader_hears_once_that_this_is_a_machine_and_history_is_not_read_again()
    {
        Chromium.IsNeeded();
        await using var visitor = await chromium.NewVisitorAsync();
        // Keeps what the hidden region says, and whether the log was live when each message came in.
        await visitor.AddInitScriptAsync(
            """
            window.heard = []; window.live = [];
            new MutationObserver(changes => changes.forEach(change => change.addedNodes.forEach(node => {
              if (node.parentElement && node.parentElement.matches('[role=status]')) heard.push(node.textContent);
              if (node.matches && node.matches('.sb-message')) live.push(!node.closest('[aria-busy=true]'));
            }))).observe(document, { childList: true, subtree: true });
            """);
        var page = await ResidentPage.OpenAsync(visitor, shared.App.Address);
        await page.SayAsync("hello");
        var log = page.Page.GetByRole(AriaRole.Log);
        await Expect(log).ToHaveAttributeAsync("aria-live", "polite");
        await Expect(log).ToHaveAttributeAsync("aria-atomic", "false");
        await page.Page.WaitForFunctionAsync("() => heard.length > 0");
        var heard = await page.Page.EvaluateAsync<string[]>("() => heard");
        Assert.Single(heard, text => text.Contains("自动助手", StringComparison.Ordinal));
        Assert.Contains("自动助手", heard[0], StringComparison.Ordinal);
        Assert.All(await page.Page.EvaluateAsync<bool[]>("() => live"), Assert.True);

        await page.ReloadAsync(await page.Messages.CountAsync());
        Assert.All(await page.Page.EvaluateAsync<bool[]>("() => live"), Assert.False);
    }

    [Fact]
    public async Task Large_letters_and_language_are_remembered()
    {
        Chromium.IsNeeded();
        await using var visitor = await chromium.NewVisitorAsync();
        var page = await ResidentPage.OpenAsync(visitor, shared.App.Address);
        var before = await FontSizeAsync(page);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "大字" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await page.Page.ReloadAsync();
        await Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Large" })).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.True(before >= 18, $"letters of {before} px");
        Assert.True(await FontSizeAsync(page) >= 24);
    }

    [Fact]
    public async Task Texts_are_never_markup_and_only_whole_numbers_become_links()
    {
        Chromium.IsNeeded();
        await using var visitor = await chromium.NewVisitorAsync();
        var page = await ResidentPage.OpenAsync(visitor, shared.App.Address);
        const string Text = "<img src=x onerror=alert(1)> 编号 260 000 019，电话 0311-86012345 或 13800138000，证件 130102194405061234，12345元";
        // What the service says is shown by the same code, whoever said it first.
        var html = await page.Page.EvaluateAsync<string>(
            """
            async text => {
              const { RichText } = await import('/chat/rich-text.js');
              const box = document.createElement('div');
              box.append(new RichText({ all: { copy: 'copy' } }, () => {}).build(text));
              return box.innerHTML;
            }
            """, Text);
        Assert.StartsWith("&lt;img", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"sb-case\">260 000 019</span>", html, StringComparison.Ordinal);
        Assert.Equal(2, html.Split("href=\"tel:").Length - 1);
        Assert.Contains("href=\"tel:031186012345\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"tel:13800138000\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_the_page_loads_is_under_40_KB_with_headers_and_runs_under_a_strict_policy()
    {
        Chromium.IsNeeded();
        await using var visitor = await chromium.NewVisitorAsync();
        var tab = await visitor.NewPageAsync();
        var network = await visitor.NewCDPSessionAsync(tab);
        await network.SendAsync("Network.enable");
        Dictionary<string, string> addresses = [];
        Dictionary<string, double> sizes = [];
        network.Event("Network.responseReceived").OnEvent += (_, message) =>
            addresses[message!.Value.GetProperty("requestId").GetString()!] = message.Value.GetProperty("response").GetProperty("url").GetString()!;
        network.Event("Network.loadingFinished").OnEvent += (_, message) =>
            sizes[message!.Value.GetProperty("requestId").GetString()!] = message.Value.GetProperty("encodedDataLength").GetDouble();
        var answer = await tab.GotoAsync(shared.App.Address.ToString());
        await Expect(tab.Locator(".sb-choices .sb-choice").First).ToBeVisibleAsync();
        await tab.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var policy = answer!.Headers["content-security-policy"];
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        var files = sizes.Where(size => addresses[size.Key] is var url && !url.Contains("/v3/", StringComparison.Ordinal)).ToList();
        var total = files.Sum(file => file.Value);
        TestContext.Current.TestOutputHelper?.WriteLine($"{files.Count} answers, {total:0} bytes with headers");
        Assert.InRange(files.Count, 10, 40);
        Assert.InRange(total, 10_000, LargestPageBytes);
    }

    private static async Task NoFaultAsync(ResidentPage page)
    {
        var faults = await page.AccessibilityFaultsAsync(Ending);
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    private static Task<double> FontSizeAsync(ResidentPage page) =>
        page.Page.EvaluateAsync<double>("() => parseFloat(getComputedStyle(document.querySelector('.sb-thread')).fontSize)");
}

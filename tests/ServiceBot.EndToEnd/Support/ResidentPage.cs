using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ServiceBot.EndToEnd.Support;

/// <summary>The resident's page as somebody uses it: reads, types, presses.</summary>
public sealed class ResidentPage
{
    /// <summary>Enough for a machine that builds something else meanwhile.</summary>
    private const float PatienceMilliseconds = 30_000;

    private ResidentPage(IPage page) => Page = page;

    public IPage Page { get; }

    /// <summary>What the page wrote to the console as an error, and exceptions nobody caught.</summary>
    public List<string> Errors { get; } = [];

    public ILocator Messages => Page.Locator(".sb-message");

    public ILocator Mine => Page.Locator(".sb-mine");

    public ILocator Theirs => Page.Locator(".sb-theirs");

    public ILocator Choices => Page.Locator(".sb-choices .sb-choice");

    public ILocator Input => Page.Locator(".sb-input");

    public ILocator Banner => Page.Locator(".sb-banner");

    public static async Task<ResidentPage> OpenAsync(IBrowserContext visitor, Uri address, string path = "/")
    {
        visitor.SetDefaultTimeout(PatienceMilliseconds);
        SetDefaultExpectTimeout(PatienceMilliseconds);
        var page = new ResidentPage(await visitor.NewPageAsync());
        page.Page.PageError += (_, error) => page.Errors.Add(error);
        page.Page.Console += (_, line) =>
        {
            if (line.Type == "error") page.Errors.Add(line.Text);
        };
        await page.Page.GotoAsync(new Uri(address, path).ToString());
        // The greeting, or what was said before: from here on an answer is an answer.
        await Expect(page.Messages.First).ToBeVisibleAsync();
        return page;
    }

    /// <summary>Types and presses Enter; returns when the message stands on the page.</summary>
    public async Task TypeAsync(string text)
    {
        await Input.FillAsync(text);
        await Input.PressAsync("Enter");
        await Expect(Mine.Filter(new() { HasText = text }).Last).ToBeVisibleAsync();
    }

    /// <summary>Types, and waits until it is answered.</summary>
    public async Task SayAsync(string text)
    {
        var said = await Mine.CountAsync();
        await TypeAsync(text);
        await AnsweredAsync(said + 1);
    }

    /// <summary>Presses the choice with this word in it, and waits until it is answered.</summary>
    public async Task ChooseAsync(string text)
    {
        var said = await Mine.CountAsync();
        await Choices.Filter(new() { HasText = text }).First.ClickAsync();
        await AnsweredAsync(said + 1);
    }

    /// <summary>Asks for a proxy and answers every question until she has her case number.</summary>
    public async Task<string> RequestAsync()
    {
        var say = RequestWalk.Start;
        for (var turn = 0; turn < RequestWalk.LongestRound; turn++)
        {
            // An answer may be several messages, of which one goes on; the read-back names the questions and is none.
            var questions = Theirs.Filter(new() { HasTextRegex = RequestWalk.Next, HasNotText = RequestWalk.ReadBack });
            var before = await questions.CountAsync();
            await TypeAsync(say);
            await Expect(questions.Nth(before)).ToBeVisibleAsync();
            var reply = await questions.Nth(before).TextContentAsync() ?? "";
            if (RequestWalk.CaseNumber(reply) is { } reference) return reference;
            say = RequestWalk.AnswerTo(reply);
        }

        throw new InvalidOperationException($"No case number after {RequestWalk.LongestRound} answers.");
    }

    /// <summary>Waits until the newest answers hold this text.</summary>
    public Task HearsAsync(string text) => Expect(Theirs.Filter(new() { HasText = text }).Last).ToBeVisibleAsync();

    /// <summary>All messages in their order, who and what: <c>您：…</c>, without times and states.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync() => await Messages.Locator(".sb-text").AllTextContentsAsync();

    public async Task<IReadOnlyList<string>> OwnTextsAsync() =>
        [.. (await Mine.Locator(".sb-text").AllTextContentsAsync()).Select(text => text[(text.IndexOfAny(['：', ':']) + 1)..].Trim())];

    /// <summary>Waits until nothing waits to be confirmed any more.</summary>
    public async Task AllConfirmedAsync() =>
        await Page.WaitForFunctionAsync("() => localStorage.getItem('servicebot:/chat/token:queue') === '[]'");

    public async Task ReloadAsync(int messages)
    {
        await Page.ReloadAsync();
        await Expect(Messages).ToHaveCountAsync(messages);
    }

    /// <summary>The rules of WCAG 2.2 A and AA that a machine can check. Returns what is broken, empty when nothing is.</summary>
    public async Task<IReadOnlyList<string>> AccessibilityFaultsAsync(CancellationToken cancellationToken)
    {
        var axe = await File.ReadAllTextAsync(NpmPackages.File("axe-core", "axe.min.js"), cancellationToken);
        await Page.EvaluateAsync(axe);
        var result = await Page.EvaluateAsync<JsonElement>(
            """
            async () => (await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations
              .map(v => v.id + ': ' + v.nodes.map(n => n.target + ' ' + n.failureSummary).join(' | '))
            """);
        return [.. result.EnumerateArray().Select(fault => fault.GetString()!)];
    }

    private async Task AnsweredAsync(int said) => await Page.WaitForFunctionAsync(
        """
        said => {
          const mine = document.querySelectorAll('.sb-mine');
          const after = mine.length === said && mine[said - 1].nextElementSibling;
          return after && after.matches('.sb-theirs');
        }
        """, said);
}

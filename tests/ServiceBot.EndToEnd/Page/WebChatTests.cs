using Microsoft.Playwright;
using ServiceBot.EndToEnd.Support;
using static Microsoft.Playwright.Assertions;

namespace ServiceBot.EndToEnd.Page;

/// <summary>Microsoft's own Web Chat, in a page of another site, against our Direct Line.</summary>
public sealed class WebChatTests(Chromium chromium, SharedApp shared) : IClassFixture<Chromium>, IClassFixture<SharedApp>
{
    private const string Html =
        """
        <!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>Web Chat</title></head>
        <body><div id="webchat" style="height:600px"></div><script src="webchat.js"></script></body></html>
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Web_chat_sends_sees_its_echo_and_the_reply(bool webSocket)
    {
        Chromium.IsNeeded();
        NpmPackages.AreNeeded("botframework-webchat");
        await using var visitor = await chromium.NewVisitorAsync(800, 700);
        await using var site = await OtherSiteAsync();
        var tab = await OpenAsync(visitor, site.Urls.Single(), webSocket);
        var input = tab.Locator("[data-testid='send box text area'], .webchat__send-box-text-box__input").First;
        // Its send box takes nothing before it is connected; the greeting is the sign.
        await Expect(tab.Locator(".webchat__bubble").First).ToBeVisibleAsync();
        foreach (var text in new[] { "first over Web Chat", "second over Web Chat" })
        {
            var replies = tab.Locator(".webchat__bubble:not(.webchat__bubble--from-user)");
            var before = await replies.CountAsync();
            await input.FillAsync(text);
            await input.PressAsync("Enter");
            await Expect(tab.Locator(".webchat__bubble--from-user").Filter(new() { HasText = text })).ToHaveCountAsync(1);
            await Expect(replies.Nth(before)).ToBeVisibleAsync();
        }

        // It says "Sending" until the echo with its own id is there, and "Send failed" after 20 seconds without.
        await Expect(tab.GetByText("Send failed")).ToHaveCountAsync(0);
        await Expect(tab.Locator(".webchat__activity-status").Filter(new() { HasText = "Sending" })).ToHaveCountAsync(0);
    }

    /// <summary>Another origin, really served: a browser does not let an invented public site call a loopback address.</summary>
    private static async Task<WebApplication> OtherSiteAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var site = builder.Build();
        site.MapGet("/", () => Results.Content(Html, "text/html; charset=utf-8"));
        site.MapGet("/webchat.js", () => Results.File(NpmPackages.File("botframework-webchat", "dist/webchat-es5.js"), "text/javascript"));
        await site.StartAsync(TestContext.Current.CancellationToken);
        return site;
    }

    private async Task<IPage> OpenAsync(IBrowserContext visitor, string site, bool webSocket)
    {
        visitor.SetDefaultTimeout(20_000);
        SetDefaultExpectTimeout(20_000);
        var tab = await visitor.NewPageAsync();
        await tab.GotoAsync(site);
        await tab.EvaluateAsync(
            """
            async ([address, webSocket]) => {
              const answer = await fetch(address + 'v3/directline/tokens/generate', { method: 'POST', headers: { Authorization: 'Bearer ' + window.secret } });
              const { token } = await answer.json();
              const directLine = WebChat.createDirectLine({ domain: address + 'v3/directline', token, webSocket });
              WebChat.renderWebChat({ directLine, locale: 'en-US', styleOptions: { internalLiveRegionFadeAfter: 60000 } }, document.getElementById('webchat'));
            }
            """.Replace("window.secret", $"'{RunningApp.Secret}'", StringComparison.Ordinal),
            new object[] { shared.App.Address.ToString(), webSocket });
        return tab;
    }
}

using ServiceBot.EndToEnd.Support;
using static Microsoft.Playwright.Assertions;

namespace ServiceBot.EndToEnd.Page;

/// <summary>Lines break, servers restart, phones sleep: each message arrives once, in the order it was written.</summary>
public sealed class PageConnectionTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_written_while_the_server_is_dead_arrive_once_and_in_order_after_its_restart()
    {
        Chromium.IsNeeded();
        await using var app = await RunningApp.StartAsync(cancellationToken: Ending);
        await using var visitor = await chromium.NewVisitorAsync();
        var page = await ResidentPage.OpenAsync(visitor, app.Address);
        await page.SayAsync("before the power cut");
        app.Kill();
        await page.TypeAsync("first in the dark");
        await page.TypeAsync("second in the dark");
        await app.RestartAsync(Ending);
        await page.TypeAsync("back in the light");
        await page.AllConfirmedAsync();
        string[] written = ["before the power cut", "first in the dark", "second in the dark", "back in the light"];
        Assert.Equal(written, await page.OwnTextsAsync());

        // What the page shows may be kind to itself; a reload shows what the server has.
        var shown = await page.ReadAsync();
        await page.ReloadAsync(shown.Count);
        Assert.Equal(shown, await page.ReadAsync());
    }

    [Fact]
    public async Task A_message_whose_acknowledgement_was_lost_is_sent_again_and_stands_there_once()
    {
        Chromium.IsNeeded();
        await using var app = await RunningApp.StartAsync(cancellationToken: Ending);
        await using var visitor = await chromium.NewVisitorAsync();
        // Neither the stream nor polling may show the echo before the second try.
        await visitor.RouteWebSocketAsync("**/stream**", socket => _ = socket.CloseAsync());
        var page = await ResidentPage.OpenAsync(visitor, app.Address);
        await page.SayAsync("hello");
        var posts = 0;
        await page.Page.RouteAsync("**/activities**", async route =>
        {
            var post = route.Request.Method == "POST";
            if (post) posts++;
            if (posts != 1)
            {
                await route.ContinueAsync();
                return;
            }

            if (post) await route.FetchAsync();
            if (post) await route.AbortAsync();
            else await route.FulfillAsync(new() { Json = new { activities = Array.Empty<object>() } });
        });
        await page.TypeAsync("only once");
        await page.AllConfirmedAsync();
        Assert.InRange(posts, 2, int.MaxValue);
        await page.SayAsync("and on");
        Assert.Equal(["hello", "only once", "and on"], await page.OwnTextsAsync());
        var shown = await page.ReadAsync();
        await page.ReloadAsync(shown.Count);
        Assert.Equal(shown, await page.ReadAsync());
    }

    [Fact]
    public async Task Without_network_the_page_says_so_keeps_what_is_written_and_sends_it_later()
    {
        Chromium.IsNeeded();
        await using var app = await RunningApp.StartAsync(cancellationToken: Ending);
        await using var visitor = await chromium.NewVisitorAsync();
        var page = await ResidentPage.OpenAsync(visitor, app.Address);
        await page.SayAsync("here");
        await visitor.SetOfflineAsync(true);
        await Expect(page.Banner).ToContainTextAsync("没有网络");
        await page.TypeAsync("written in a tunnel");
        await Expect(page.Mine.Last).ToContainTextAsync("再试一次");
        var answers = await page.Theirs.CountAsync();
        await visitor.SetOfflineAsync(false);
        await page.AllConfirmedAsync();
        await Expect(page.Mine.Last).ToContainTextAsync("已发送");
        await Expect(page.Theirs.Nth(answers)).ToBeVisibleAsync();
        await Expect(page.Banner).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_waiting_message_survives_closing_the_browser()
    {
        Chromium.IsNeeded();
        await using var app = await RunningApp.StartAsync(cancellationToken: Ending);
        await using var visitor = await chromium.NewVisitorAsync();
        var page = await ResidentPage.OpenAsync(visitor, app.Address);
        await page.SayAsync("one");
        app.Kill();
        await page.TypeAsync("two");
        await page.Page.CloseAsync();
        await app.RestartAsync(Ending);
        var again = await ResidentPage.OpenAsync(visitor, app.Address);
        await again.AllConfirmedAsync();
        await Expect(again.Mine).ToHaveCountAsync(2);
        Assert.Equal(["one", "two"], await again.OwnTextsAsync());
    }

    [Fact]
    public async Task Where_no_stream_gets_through_the_page_polls()
    {
        Chromium.IsNeeded();
        await using var app = await RunningApp.StartAsync(cancellationToken: Ending);
        await using var visitor = await chromium.NewVisitorAsync();
        await visitor.RouteWebSocketAsync("**/stream**", socket => _ = socket.CloseAsync());
        var page = await ResidentPage.OpenAsync(visitor, app.Address);
        await page.SayAsync("by polling");
        await page.SayAsync("and again");
        await page.AllConfirmedAsync();
        Assert.Equal(["by polling", "and again"], await page.OwnTextsAsync());
    }

    [Fact]
    public async Task An_expired_token_is_renewed_into_the_same_conversation()
    {
        Chromium.IsNeeded();
        await using var app = await RunningApp.StartAsync(cancellationToken: Ending);
        await using var visitor = await chromium.NewVisitorAsync();
        var page = await ResidentPage.OpenAsync(visitor, app.Address);
        await page.SayAsync("with a good token");
        var before = await ConversationAsync(page);
        var refused = 0;
        await page.Page.RouteAsync("**/activities", async route =>
        {
            if (route.Request.Method == "POST" && refused++ == 0)
                await route.FulfillAsync(new() { Status = 403, Body = """{"error":{"code":"TokenExpired","message":"over"}}""" });
            else await route.ContinueAsync();
        });
        await page.SayAsync("after it ran out");
        Assert.Equal(before, await ConversationAsync(page));
        Assert.Equal(["with a good token", "after it ran out"], await page.OwnTextsAsync());
    }

    [Fact]
    public async Task A_conversation_that_the_server_does_not_know_begins_anew_and_the_page_says_so()
    {
        Chromium.IsNeeded();
        await using var app = await RunningApp.StartAsync(cancellationToken: Ending);
        await using var visitor = await chromium.NewVisitorAsync();
        var page = await ResidentPage.OpenAsync(visitor, app.Address);
        await page.SayAsync("to the old one");
        var before = await ConversationAsync(page);
        // From a place where the page does not run and put its good token back.
        await page.Page.GotoAsync(new Uri(app.Address, "/chat/icon.svg").ToString());
        await page.Page.EvaluateAsync(
            """
            () => {
              const key = 'servicebot:/chat/token:conversation';
              localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key)), token: 'of another server' }));
            }
            """);
        await page.Page.GotoAsync(app.Address.ToString());
        await Expect(page.Page.Locator(".sb-note")).ToContainTextAsync("新的对话");
        await page.SayAsync("to the new one");
        Assert.NotEqual(before, await ConversationAsync(page));
        Assert.Equal(["to the new one"], await page.OwnTextsAsync());
    }

    [Fact]
    public async Task Two_tabs_show_the_same_conversation_and_do_not_take_the_line_from_each_other_for_ever()
    {
        Chromium.IsNeeded();
        await using var app = await RunningApp.StartAsync(cancellationToken: Ending);
        await using var visitor = await chromium.NewVisitorAsync();
        var first = await ResidentPage.OpenAsync(visitor, app.Address);
        await first.SayAsync("from the first tab");
        var opened = 0;
        first.Page.WebSocket += (_, _) => opened++;
        var second = await ResidentPage.OpenAsync(visitor, app.Address);
        await Expect(second.Mine).ToHaveCountAsync(1);
        await second.SayAsync("from the second tab");
        await Expect(first.Mine).ToHaveCountAsync(2);
        await first.SayAsync("from the first again");
        await Expect(second.Mine).ToHaveCountAsync(3);
        Assert.Equal(await first.ReadAsync(), await second.ReadAsync());
        Assert.InRange(opened, 0, 1);
    }

    private static Task<string> ConversationAsync(ResidentPage page) =>
        page.Page.EvaluateAsync<string>("() => JSON.parse(localStorage.getItem('servicebot:/chat/token:conversation')).conversationId");
}

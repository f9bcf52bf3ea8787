using ServiceBot.Channels.WeChat;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Channels.WeChat;

public sealed class WeChatTokenTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task Many_machines_fetch_one_token_and_renew_it_before_its_end(string stable)
    {
        var time = new ShiftedTime();
        await using var platform = await FakeWeChat.StartAsync(time);
        await using var app = AppOf(platform, time).With("ServiceBot:WeChat:StableToken", stable);
        using var machines = new Machines(app, 4);

        Assert.Single((await machines.AskAsync(null)).Distinct());
        Assert.Equal(1, platform.TokensGiven);
        time.Advance(TimeSpan.FromMinutes(114));
        await machines.AskAsync(null);
        Assert.Equal(1, platform.TokensGiven);
        time.Advance(TimeSpan.FromMinutes(2));
        await machines.AskAsync(null);

        Assert.Equal(2, platform.TokensGiven);
    }

    [Fact]
    public async Task Token_that_is_refused_is_replaced_by_one_machine_for_all()
    {
        var time = new ShiftedTime();
        await using var platform = await FakeWeChat.StartAsync(time);
        await using var app = AppOf(platform, time);
        using var machines = new Machines(app, 4);
        var refused = (await machines.AskAsync(null))[0];
        platform.EndToken();
        var tokens = (await machines.AskAsync(refused)).Distinct().ToList();

        Assert.NotEqual(refused, Assert.Single(tokens));
        Assert.Equal((2, 0), (platform.TokensGiven, platform.TokensForced));
    }

    [Fact]
    public async Task Token_that_the_platform_gives_and_does_not_take_is_forced_once_a_minute()
    {
        var time = new ShiftedTime();
        await using var platform = await FakeWeChat.StartAsync(time);
        await using var app = AppOf(platform, time);
        using var machines = new Machines(app, 1);
        var first = (await machines.AskAsync(null))[0];
        var second = (await machines.AskAsync(first))[0];

        Assert.NotEqual(first, second);
        await Assert.ThrowsAsync<HttpRequestException>(() => machines.AskAsync(second));
        Assert.Equal(1, platform.TokensForced);
    }

    [Fact]
    public async Task Token_is_sealed_in_the_store()
    {
        var time = new ShiftedTime();
        await using var platform = await FakeWeChat.StartAsync(time);
        await using var app = AppOf(platform, time);
        using var machines = new Machines(app, 1);
        var token = (await machines.AskAsync(null))[0];

        var row = await app.InStoreAsync(db => Task.FromResult(db.Set<WeChatTokenRow>().Single()));
        Assert.DoesNotContain(token, row.Token, StringComparison.Ordinal);
    }

    private static App AppOf(FakeWeChat platform, ShiftedTime time)
    {
        var app = new App().Replace(services => services.AddSingleton<TimeProvider>(time));
        foreach (var (name, value) in platform.Settings(WeChatMode.Plain)) app.With(name, value);
        return app;
    }

    /// <summary>Several services on one store, as far as the token is concerned.</summary>
    private sealed class Machines(App app, int count) : IDisposable
    {
        private readonly List<WeChatToken> _all = [.. Enumerable.Range(0, count).Select(_ => ActivatorUtilities.CreateInstance<WeChatToken>(app.Services))];

        public Task<string[]> AskAsync(string? refused) => Task.WhenAll(_all.SelectMany(one => new[] { one.GetAsync(refused, Cancel), one.GetAsync(refused, Cancel) }));

        public void Dispose() => _all.ForEach(one => one.Dispose());
    }
}

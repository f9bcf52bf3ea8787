using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Residents;
using ServiceBot.Tests.Support;
using static ServiceBot.Tests.Support.Pairing;

namespace ServiceBot.Tests.Conversations.Linking;

/// <summary>Somebody tries out digits.</summary>
public sealed class GuessedCodeTests : IAsyncDisposable
{
    private readonly ClockedApp _clocked = new();

    private App App => _clocked.App;

    public ValueTask DisposeAsync() => _clocked.DisposeAsync();

    [Fact]
    public async Task Five_wrong_codes_lock_a_conversation_for_an_hour_even_for_the_right_one()
    {
        var (web, guesser) = (new Person(App, "dl-lock-web"), new Person(App, "dl-lock-guesser"));
        var code = await web.CodeAsync();
        for (var tries = 1; tries <= 4; tries++) Assert.Contains("这个码不对", await SaysAsync(guesser, Far(code, tries)), StringComparison.Ordinal);
        Assert.Contains("试错的次数太多", await SaysAsync(guesser, Far(code, 5)), StringComparison.Ordinal);
        Assert.Contains("试错的次数太多", await SaysAsync(guesser, code), StringComparison.Ordinal);

        _clocked.Time.Advance(TimeSpan.FromMinutes(61));
        Assert.Contains("关联。两边都能", await SaysAsync(guesser, await web.CodeAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_that_five_others_guessed_at_is_dead()
    {
        var (web, phone) = (new Person(App, "dl-dead-web"), new Person(App, "dl-dead-phone"));
        var code = await web.CodeAsync();
        for (var n = 0; n < 5; n++) await SaysAsync(new Person(App, $"dl-dead-{n}"), Near(code, n + 1));
        Assert.Contains("这个码不对", await SaysAsync(phone, code), StringComparison.Ordinal);
        Assert.Contains("关联。两边都能", await SaysAsync(phone, await web.CodeAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_guesses_from_many_conversations_stop_linking_for_a_while()
    {
        App.With("ServiceBot:Linking:MostTriesOfAll", "8");
        var (web, phone) = (new Person(App, "dl-brake-web"), new Person(App, "dl-brake-phone"));
        var code = await web.CodeAsync();
        for (var n = 0; n < 8; n++) await SaysAsync(new Person(App, $"dl-brake-{n}"), Far(code, n + 1));
        Assert.Contains("现在不能关联", await SaysAsync(phone, code), StringComparison.Ordinal);

        _clocked.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.Contains("关联。两边都能", await SaysAsync(phone, await web.CodeAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_codes_and_tries_are_swept_away()
    {
        var (web, phone) = (new Person(App, "dl-sweep-web"), new Person(App, "dl-sweep-phone"));
        await SaysAsync(phone, Far(await web.CodeAsync(), 1));
        var sweep = App.Services.GetServices<IHostedService>().OfType<LinkSweep>().Single();
        await sweep.SweepAsync(TestContext.Current.CancellationToken);
        Assert.Equal((1, 1), await CountAsync());
        _clocked.Time.Advance(TimeSpan.FromDays(3));
        await sweep.SweepAsync(TestContext.Current.CancellationToken);
        Assert.Equal((0, 0), await CountAsync());
    }

    private Task<(int Codes, int Tries)> CountAsync() => App.InStoreAsync(async db =>
        (await db.LinkCodes.CountAsync(TestContext.Current.CancellationToken), await db.LinkTries.CountAsync(TestContext.Current.CancellationToken)));

    private static async Task<string> SaysAsync(Person person, string code) => string.Join('\n', await person.SaysAsync("绑定 " + code));

    /// <summary>Begins like no code that is out.</summary>
    private static string Far(string code, int by) => Shifted(code, (by * 10_000) + 1);

    /// <summary>Begins like this one.</summary>
    private static string Near(string code, int by) => code[..2] + Shifted(code, by)[2..];

    private static string Shifted(string code, int by) => ((int.Parse(code, CultureInfo.InvariantCulture) + by) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
}

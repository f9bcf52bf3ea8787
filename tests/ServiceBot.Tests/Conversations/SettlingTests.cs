using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Tests.Support;
using ServiceBot.Transcripts;

namespace ServiceBot.Tests.Conversations;

/// <summary>What comes by SMS within a moment is one turn; each part is stored when it comes.</summary>
public sealed class SettlingTests : IAsyncLifetime
{
    private FakeKannel _kannel = null!;
    private App _app = null!;
    private HttpClient _client = null!;
    private int _ids;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _kannel = await FakeKannel.StartAsync();
        _app = _kannel.Connect(new App()).With("ServiceBot:Sms:SettleMilliseconds", "1000");
        _client = _app.Client();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        await _kannel.DisposeAsync();
    }

    [Fact]
    public async Task Two_short_texts_are_stored_at_once_and_answered_together()
    {
        await TextAsync("13900090001", "我想办");
        await TextAsync("13900090001", "低保");
        Assert.Equal(["我想办", "低保"], await SaidAsync(fromBot: false));
        Assert.Empty(await SaidAsync(fromBot: true));

        var answer = (await SentAsync())["text"];
        Assert.Contains("1 给自己办", answer, StringComparison.Ordinal);
        await TextAsync("13900090001", "1");
        Assert.Contains("您的姓名", (await SentAsync())["text"], StringComparison.Ordinal);
        var last = await _app.InStoreAsync(db => db.Transcripts.AsNoTracking().SingleAsync(row => row.Text == "低保", Cancel));
        Assert.NotNull(last.Understood);
        Assert.Equal(last.Seq, await _app.InStoreAsync(db => db.Transcripts.Where(row => row.FromBot).OrderBy(row => row.Seq).Select(row => row.TurnSeq).FirstAsync(Cancel)));
    }

    [Theory]
    [InlineData("绑定 482913")]
    [InlineData("绑定４８２９１３")]
    [InlineData("Link 482-913")]
    public async Task A_link_code_does_not_wait_and_is_starred_where_it_is_stored(string text)
    {
        await TextAsync("13900090003", text);

        Assert.Contains("这个码不对", (await SentAsync())["text"], StringComparison.Ordinal);
        var stored = await _app.InStoreAsync(db => db.Transcripts.AsNoTracking().SingleAsync(row => !row.FromBot, Cancel));
        Assert.DoesNotContain("913", stored.Text!.Normalize(System.Text.NormalizationForm.FormKC), StringComparison.Ordinal);
        // The activity is sealed: random letters, which may hold any three digits by chance, and none of the marks that JSON has.
        var sealing = _app.Services.GetRequiredService<ServiceBot.Platform.Sealing>();
        Assert.Equal(text, ServiceBot.Domain.Messaging.ActivityJson.Parse(sealing.Open(stored.Payload)).Text);
        Assert.DoesNotContain('"', stored.Payload);
        Assert.DoesNotContain("482913", stored.Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Number_does_not_wait_and_what_came_before_is_read_before()
    {
        await TextAsync("13900090002", "帮我办高龄津贴");
        await TextAsync("13900090002", "1");

        Assert.Equal(2, (await SaidAsync(fromBot: true)).Count);
        Assert.Contains("1 给自己办", (await SentAsync())["text"], StringComparison.Ordinal);
        Assert.Contains("您的姓名", (await SentAsync())["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Word_to_the_carrier_does_not_wait()
    {
        await TextAsync("13900090003", "退订");

        Assert.Single(await SaidAsync(fromBot: true));
    }

    [Fact]
    public async Task Part_that_comes_again_has_no_effect()
    {
        await TextAsync("13900090004", "我想办", "p1");
        await TextAsync("13900090004", "我想办", "p1");
        await TextAsync("13900090004", "低保", "p2");
        await TextAsync("13900090004", "我想办", "p1");
        await SentAsync();
        await TextAsync("13900090004", "低保", "p2");

        Assert.Equal(["我想办", "低保"], await SaidAsync(fromBot: false));
        Assert.Single(await SaidAsync(fromBot: true));
    }

    private async Task TextAsync(string from, string text, string? id = null)
    {
        id ??= string.Create(CultureInfo.InvariantCulture, $"m{_ids++}");
        using var response = await _client.GetAsync(new Uri($"/sms/kannel?from={from}&to=10690001&text={Uri.EscapeDataString(text)}&charset=UTF-8&id={id}", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private async Task<IReadOnlyDictionary<string, string>> SentAsync() => await _kannel.Sent.Reader.ReadAsync(Cancel);

    private Task<List<string?>> SaidAsync(bool fromBot) => _app.InStoreAsync(db =>
        db.Transcripts.AsNoTracking().Where(row => row.FromBot == fromBot).OrderBy(row => row.Seq).Select(row => row.Text).ToListAsync(Cancel));
}

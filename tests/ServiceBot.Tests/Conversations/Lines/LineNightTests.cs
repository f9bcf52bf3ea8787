using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Domain.Calendar;
using ServiceBot.Tests.Channels.Sms;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Conversations.Lines;

/// <summary>At night his phone is silent; his web chat is not.</summary>
public sealed class LineNightTests : IAsyncLifetime
{
    private readonly TextedApp _texted = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _texted.InitializeAsync();
        var now = _texted.Time.GetUtcNow().ToOffset(Deadline.Zone);
        _texted.App.With("ServiceBot:Outbox:QuietFrom", Clock(now.AddHours(1))).With("ServiceBot:Outbox:QuietUntil", Clock(now.AddHours(3)));

        static string Clock(DateTimeOffset moment) => moment.ToString("HH:mm", CultureInfo.InvariantCulture);
    }

    public ValueTask DisposeAsync() => _texted.DisposeAsync();

    [Fact]
    public async Task Errands_of_the_night_stand_in_the_web_chat_at_once_and_ring_in_the_morning_each_by_itself_in_order()
    {
        var he = await new WorkLine(_texted, "AGENT-A", "13900083001").LinkedAsync();
        var line = await he.ConversationAsync();
        _texted.Time.Advance(TimeSpan.FromMinutes(65));
        var first = await _texted.App.OpenErrandAsync("dl-night-1");
        await he.Web.HearsAsync(first);
        var second = await _texted.App.OpenErrandAsync("dl-night-2");
        await he.Web.HearsAsync(second);
        await HeldAsync(line, 2);

        _texted.Time.Advance(TimeSpan.FromMinutes(120));

        var morning = await _texted.HearsAsync(he.Phone, second);
        Assert.Equal(2, morning.Count);
        Assert.Contains(first, morning[0]["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_line_is_undone_at_night_both_sides_know_at_once()
    {
        var he = await new WorkLine(_texted, "AGENT-A", "13900083002").LinkedAsync();
        _texted.Time.Advance(TimeSpan.FromMinutes(65));
        await he.Web.SaysAsync("解绑");
        await he.HearsAsync("这里不再是王建国的工作线路");
    }

    private async Task HeldAsync(string conversation, int letters)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (await _texted.App.InStoreAsync(async db =>
        {
            var now = _texted.Time.GetUtcNow();
            return await db.Outbox.CountAsync(row => row.Recipient == conversation && row.Kind == OutboxKind.Notify && row.State == OutboxState.Waiting && row.DueAt > now, Cancel);
        }) != letters) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
    }
}

using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.EndToEnd.Support;
using ServiceBot.Tests.Support;
using ServiceBot.Transcripts;

namespace ServiceBot.EndToEnd.WeChat;

/// <summary>Many people write at once while the service is killed: each message that was taken has one reply, or is shown as uncertain.</summary>
public sealed class WeChatKillTests
{
    private const int People = 12, MessagesEach = 6;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Plain", 5)]
    [InlineData("Encrypted", 25)]
    public async Task One_reply_to_each_message_whatever_is_killed(string name, int killAfter)
    {
        var mode = Enum.Parse<WeChatMode>(name);
        await using var platform = await FakeWeChat.StartAsync();
        var settings = new Dictionary<string, string>(platform.Settings(mode))
        {
            ["ServiceBot:Dialogs"] = Path.Combine(RunningApp.Repository(), "tests", "ServiceBot.EndToEnd", "dialogs-echo"),
            ["ServiceBot:WeChat:HoldSeconds"] = "16",
        };
        await using var app = await RunningApp.StartAsync(settings, Cancel);

        var pushing = Enumerable.Range(0, People).Select(person => PushAsync(platform, app, mode, person)).ToList();
        while (Heard(platform).Count < killAfter) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Cancel);
        app.Kill();
        await app.RestartAsync(Cancel);
        await Task.WhenAll(pushing);
        await SettledAsync(app);

        await using var db = Store(app);
        var said = await db.Transcripts.AsNoTracking().Where(row => !row.FromBot).Select(row => row.Text!).ToListAsync(Cancel);
        var doubtful = await db.Outbox.AsNoTracking().Where(row => row.State == OutboxState.Uncertain).Select(row => new { row.Recipient, row.TurnSeq }).ToListAsync(Cancel);
        var open = new List<string>();
        foreach (var row in doubtful)
            open.Add((await db.Transcripts.AsNoTracking().SingleAsync(line => line.ConversationId == row.Recipient && line.Seq == row.TurnSeq, Cancel)).Text!);
        var heard = Heard(platform);

        Assert.Equal(said.Count, said.Distinct().Count());
        Assert.Equal(heard.Count, heard.Distinct().Count());
        Assert.Empty(heard.Except(said));
        Assert.Equal(said.Except(open).Order(), heard.Except(open).Order());
        Assert.True(said.Count >= pushing.Sum(one => one.Result), "A message that was acknowledged is not in the store.");
        TestContext.Current.SendDiagnosticMessage($"{name}: {said.Count} of {People * MessagesEach} messages taken, {heard.Count} replies, {open.Count} uncertain");
    }

    /// <summary>One after the other, as a person writes.</summary>
    /// <returns>How many the service took.</returns>
    private static async Task<int> PushAsync(FakeWeChat platform, RunningApp app, WeChatMode mode, int person)
    {
        var taken = 0;
        for (var i = 0; i < MessagesEach; i++)
        {
            var fields = $"<MsgType>text</MsgType><Content>第{person}人第{i}句</Content>";
            if ((await platform.PushAsync(app.Client, $"oKill{person}", fields, mode)).Taken) taken++;
        }

        return taken;
    }

    private static List<string> Heard(FakeWeChat platform) => [.. Enumerable.Range(0, People).SelectMany(person => platform.HeardBy($"oKill{person}")).Select(message => message.Text)];

    private static async Task SettledAsync(RunningApp app)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            await using var db = Store(app);
            if (!await db.Outbox.AsNoTracking().AnyAsync(row => row.State == OutboxState.Waiting || row.State == OutboxState.Sending, limit.Token)) return;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, limit.Token);
        }
    }

    private static SqliteBotDb Store(RunningApp app) => new(new DbContextOptionsBuilder<SqliteBotDb>()
        .UseSqlite($"Data Source={Path.Combine(app.Data, "servicebot.db")};Pooling=false").Options);
}

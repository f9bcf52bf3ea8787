using System.Net;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.EndToEnd.Support;
using ServiceBot.Transcripts;

namespace ServiceBot.EndToEnd.Sms;

/// <summary>
/// An agent's work line while the process is killed, twice: when his errands are on their way to the phone, and when he takes them on from it. Each errand
/// is told once, in his web chat and on the line, and taken on once, however often the gateway repeats what he typed.
/// </summary>
public sealed class LineKillTests
{
    private const int Residents = 6;
    private const string Phone = "13900083001";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_errand_is_told_once_and_taken_on_once_whatever_is_killed()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        await using var gateway = new ScriptedGateway(TimeSpan.FromMilliseconds(20));
        await gateway.StartAsync();
        await using var app = await RunningApp.StartAsync(Settings(gateway), limit.Token);
        await TextAsync(app, $"绑定 {await AgentDesk.CodeAsync(app, "agent-a", limit.Token)}", "link", limit.Token);
        await UntilAsync(() => Heard(gateway).Exists(text => text.Contains("现在是您的工作线路", StringComparison.Ordinal)), limit.Token);

        var references = await RegisterAsync(app, gateway, limit.Token);
        await SettledAsync(app, limit.Token);
        await AssertToldOnceAsync(app, gateway, references);

        await TakeOnAsync(app, references, limit.Token);
        await SettledAsync(app, limit.Token);
        await AssertTakenOnceAsync(app, references);
        Assert.DoesNotContain(Phone, app.Output, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Settings(ScriptedGateway gateway) => new(gateway.Settings)
    {
        ["ServiceBot:DirectLine:TokenBurst"] = "0",
        ["ServiceBot:DirectLine:MessageBurst"] = "0",
        ["ServiceBot:Outbox:QuietFrom"] = "00:00",
        ["ServiceBot:Outbox:QuietUntil"] = "00:00",
        ["ServiceBot:Sms:SettleMilliseconds"] = "0",
        ["Logging:LogLevel:Default"] = "Warning",
    };

    /// <summary>Residents confirm all at once; the process dies when the first errands have reached the phone.</summary>
    private static async Task<IReadOnlyList<string>> RegisterAsync(RunningApp app, ScriptedGateway gateway, CancellationToken cancellationToken)
    {
        var back = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var killing = Task.Run(async () =>
        {
            await UntilAsync(() => Heard(gateway).Exists(text => text.Contains("前接单并联系本人", StringComparison.Ordinal)), cancellationToken);
            await app.RestartAsync(cancellationToken);
            back.SetResult();
        }, cancellationToken);
        var references = await Task.WhenAll(Enumerable.Range(0, Residents).Select(async _ => await WalkAsync(new StubbornClient(app, () => back.Task), cancellationToken)));
        await killing;
        return references;
    }

    private static async Task<string> WalkAsync(StubbornClient resident, CancellationToken cancellationToken)
    {
        await resident.OpenAsync(cancellationToken);
        var say = RequestWalk.Start;
        for (var turn = 0; turn < RequestWalk.LongestRound; turn++)
        {
            var id = await resident.SayAsync(say, cancellationToken);
            var reply = string.Join('\n', StubbornClient.RepliesTo(id, await resident.ReadAsync(cancellationToken)));
            if (RequestWalk.CaseNumber(reply) is { } number) return number;
            say = RequestWalk.AnswerTo(reply);
        }

        throw new InvalidOperationException($"{resident.Id} got no case number.");
    }

    /// <summary>Each text twice under its own id, and again after the death in the middle.</summary>
    private static async Task TakeOnAsync(RunningApp app, IReadOnlyList<string> references, CancellationToken cancellationToken)
    {
        for (var at = 0; at < references.Count; at++)
        {
            var (text, id) = ($"接单 {references[at]}", $"take-{references[at]}");
            await TextAsync(app, text, id, cancellationToken);
            if (at == references.Count / 2)
            {
                var dying = app.Client.GetAsync(Knock(text, id), cancellationToken);
                await app.RestartAsync(cancellationToken);
                await dying.ContinueWith(_ => { }, TaskScheduler.Default);
            }

            await TextAsync(app, text, id, cancellationToken);
        }
    }

    private static async Task AssertToldOnceAsync(RunningApp app, ScriptedGateway gateway, IReadOnlyList<string> references)
    {
        await using var db = Store(app);
        var line = await db.ProxyAgents.AsNoTracking().Where(row => row.Id == "AGENT-A").Select(row => row.Line!).SingleAsync(Cancel);
        var said = await db.Transcripts.AsNoTracking().Where(row => row.FromBot && (row.ConversationId == line || row.ConversationId.Contains("AGENT-A"))).ToListAsync(Cancel);
        var uncertain = await db.Outbox.AsNoTracking().CountAsync(row => row.Recipient == line && row.State == OutboxState.Uncertain, Cancel);
        var heard = Heard(gateway);
        Assert.Equal(references.Count, references.Distinct().Count());
        var missing = 0;
        foreach (var reference in references)
        {
            Assert.Single(said, row => row.ConversationId == line && IsNews(row.Text, reference));
            Assert.Single(said, row => row.ConversationId != line && IsNews(row.Text, reference));
            var times = heard.Count(text => IsNews(text, reference));
            Assert.InRange(times, 0, 1);
            missing += 1 - times;
        }

        // What was being sent when the process died is shown to staff and not sent again.
        Assert.True(missing == 0 || uncertain > 0, $"{missing} errands did not reach the phone, and {uncertain} messages are uncertain");
    }

    private static async Task AssertTakenOnceAsync(RunningApp app, IReadOnlyList<string> references)
    {
        await using var db = Store(app);
        var events = await db.Set<CaseEventRow>().AsNoTracking().Where(row => row.Type == "TakenOn").Select(row => row.Reference).ToListAsync(Cancel);
        Assert.Equal(references.Order(StringComparer.Ordinal), events.Order(StringComparer.Ordinal));
        var line = await db.ProxyAgents.AsNoTracking().Where(row => row.Id == "AGENT-A").Select(row => row.Line!).SingleAsync(Cancel);
        var his = await db.Transcripts.AsNoTracking().Where(row => row.ConversationId == line && !row.FromBot).OrderBy(row => row.Seq).Select(row => row.Text!).ToListAsync(Cancel);
        foreach (var reference in references) Assert.Single(his, text => text == $"接单 {reference}");
    }

    private static bool IsNews(string? text, string reference) =>
        text?.Contains("新代办", StringComparison.Ordinal) == true && text.Contains(reference, StringComparison.Ordinal);

    private static List<string> Heard(ScriptedGateway gateway) => [.. gateway.Log.Where(entry => entry.To.EndsWith(Phone, StringComparison.Ordinal)).Select(entry => entry.Text)];

    private static Uri Knock(string text, string id) =>
        new($"sms/kannel?from={Phone}&to=10690001&text={Uri.EscapeDataString(text)}&charset=UTF-8&id={id}", UriKind.Relative);

    /// <summary>As a gateway sends: again until it is taken.</summary>
    private static async Task TextAsync(RunningApp app, string text, string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                using var response = await app.Client.GetAsync(Knock(text, id), cancellationToken);
                if (response.StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException)
            {
                // It died.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
    }

    private static async Task SettledAsync(RunningApp app, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var db = Store(app);
            if (!await db.Outbox.AsNoTracking().AnyAsync(row => row.State == OutboxState.Waiting || row.State == OutboxState.Sending, cancellationToken)) return;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        }
    }

    private static async Task UntilAsync(Func<bool> holds, CancellationToken cancellationToken)
    {
        while (!holds()) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, cancellationToken);
    }

    private static SqliteBotDb Store(RunningApp app) => new(new DbContextOptionsBuilder<SqliteBotDb>()
        .UseSqlite($"Data Source={Path.Combine(app.Data, "servicebot.db")};Pooling=false").Options);
}

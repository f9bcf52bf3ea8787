using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Data;
using ServiceBot.EndToEnd.Support;
using ServiceBot.Tests.Support;

namespace ServiceBot.EndToEnd;

/// <summary>
/// 500 residents confirm a case, every message is sent twice, and the process dies without a word in the middle. Whatever was acknowledged
/// must be there with its reply; nothing may be there twice.
/// </summary>
public sealed class KillTests
{
    private const int Residents = 500, AtOnce = 64;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_sqlite_nothing_acknowledged_is_lost_and_nothing_is_doubled()
    {
        await using var app = await RunningApp.StartAsync(Unlimited, Cancel);
        await KillInTheMiddleAsync(app, () => new SqliteBotDb(new DbContextOptionsBuilder<SqliteBotDb>()
            .UseSqlite($"Data Source={Path.Combine(app.Data, "servicebot.db")};Pooling=false").Options));
    }

    [Fact]
    public async Task On_postgresql_nothing_acknowledged_is_lost_and_nothing_is_doubled()
    {
        Assert.SkipWhen(PostgreSqlServer.WhyNot is not null, PostgreSqlServer.WhyNot ?? "");
        await using var server = await PostgreSqlServer.StartAsync(durable: false, Cancel);
        var connection = await server.CreateDatabaseAsync(Cancel);
        await using var app = await RunningApp.StartAsync(
            new Dictionary<string, string>(Unlimited) { ["ServiceBot:Store:Provider"] = "PostgreSql", ["ServiceBot:Store:ConnectionString"] = connection }, Cancel);
        await KillInTheMiddleAsync(app, () => new PostgreSqlBotDb(new DbContextOptionsBuilder<PostgreSqlBotDb>().UseNpgsql(connection).Options));
    }

    /// <summary>One address stands for 500 here.</summary>
    private static Dictionary<string, string> Unlimited => new()
    {
        ["ServiceBot:DirectLine:TokenBurst"] = "0",
        ["ServiceBot:DirectLine:MessageBurst"] = "0",
        ["Logging:LogLevel:Default"] = "Warning",
    };

    private static async Task KillInTheMiddleAsync(RunningApp app, Func<BotDb> open)
    {
        var killAt = RandomNumberGenerator.GetInt32(Residents / 10, Residents * 9 / 10);
        var confirming = 0;
        var back = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Limit);
        var residents = Enumerable.Range(0, Residents).Select(_ => new StubbornClient(app, () => back.Task)).ToList();

        await Parallel.ForEachAsync(residents, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = limit.Token }, async (resident, cancel) =>
            await WalkAsync(resident, beforeYes: () =>
            {
                if (Interlocked.Increment(ref confirming) == killAt) _ = KillAndRestartAsync(app, back);
            }, cancel));

        Assert.True(back.Task.IsCompletedSuccessfully, $"the host was killed when {killAt} of {Residents} were confirming");
        var numbers = new HashSet<string>();
        foreach (var resident in residents) Assert.True(numbers.Add(CheckConversation(resident, await resident.ReadAsync(Cancel))), "a case belongs to one conversation");
        await CheckStoreAsync(open, residents, numbers);
    }

    private static async Task WalkAsync(StubbornClient resident, Action beforeYes, CancellationToken cancel)
    {
        await resident.OpenAsync(cancel);
        var say = RequestWalk.Start;
        for (var turn = 0; turn < RequestWalk.LongestRound; turn++)
        {
            if (say == RequestWalk.Yes) beforeYes();
            var id = await resident.SayAsync(say, cancel);
            var reply = string.Join('\n', StubbornClient.RepliesTo(id, await resident.ReadAsync(cancel)));
            if (RequestWalk.CaseNumber(reply) is not null) return;
            say = RequestWalk.AnswerTo(reply);
        }

        Assert.Fail($"{resident.Id} got no case number");
    }

    private static async Task KillAndRestartAsync(RunningApp app, TaskCompletionSource back)
    {
        try
        {
            await app.RestartAsync(CancellationToken.None);
            back.SetResult();
        }
        catch (Exception exception)
        {
            back.SetException(exception);
        }
    }

    /// <returns>The number of its one case.</returns>
    private static string CheckConversation(StubbornClient resident, List<JsonElement> activities)
    {
        var ids = activities.Select(activity => activity.GetProperty("id").GetString()!).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        // Each message once, in the order she sent them, under the id that was acknowledged.
        var hers = activities.Where(activity => activity.TryGetProperty("channelData", out var data) && data.TryGetProperty("clientActivityID", out _)).ToList();
        Assert.Equal(
            resident.Acknowledged.Select(message => (message.Key, message.ActivityId)),
            hers.Select(activity => (activity.GetProperty("channelData").GetProperty("clientActivityID").GetString()!, activity.GetProperty("id").GetString()!)));
        foreach (var message in resident.Acknowledged)
        {
            var replies = StubbornClient.RepliesTo(message.ActivityId, activities);
            Assert.NotEmpty(replies);
            Assert.Equal(replies.Distinct(), replies);
        }

        return Assert.Single(activities.Where(activity => activity.TryGetProperty("text", out _))
            .Select(activity => RequestWalk.CaseNumber(activity.GetProperty("text").GetString()!)).OfType<string>());
    }

    private static async Task CheckStoreAsync(Func<BotDb> open, List<StubbornClient> residents, HashSet<string> numbers)
    {
        await using var db = open();
        var ids = residents.Select(resident => resident.Id).ToHashSet();
        var cases = await db.Set<CaseRow>().Select(row => new { row.Reference, row.ConversationId }).ToListAsync(Cancel);
        Assert.Equal(numbers.Order(StringComparer.Ordinal), cases.Select(row => row.Reference).Order(StringComparer.Ordinal));
        Assert.Equal(ids.Order(StringComparer.Ordinal), cases.Select(row => row.ConversationId).Order(StringComparer.Ordinal));
    }
}

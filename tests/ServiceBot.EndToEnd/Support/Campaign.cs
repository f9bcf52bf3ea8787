using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Data;

namespace ServiceBot.EndToEnd.Support;

/// <summary>
/// Many messages due at once, a process that is killed in the middle and started again, and a gateway whose log says what really left. Each phone
/// has texted four times while nothing could be sent, so four answers wait for it, in order.
/// </summary>
public static class Campaign
{
    private const int MessagesPerPhone = 4;
    private static readonly string[] Texts = ["帮我办高龄津贴", "1", "王秀英", "9"];

    public static async Task<Result> RunAsync(int messages, double sendsPerSecond, CancellationToken cancellationToken)
    {
        await using var gateway = new ScriptedGateway(latency: TimeSpan.FromMilliseconds(15));
        await gateway.StartAsync();
        await using var app = await RunningApp.StartAsync(
            new Dictionary<string, string>
            {
                ["ServiceBot:Sms:Burst"] = "0",
                ["ServiceBot:Sms:SettleMilliseconds"] = "0",
                ["ServiceBot:Sms:SendsPerSecond"] = sendsPerSecond.ToString(CultureInfo.InvariantCulture),
                ["Logging:LogLevel:Default"] = "Error",
            },
            cancellationToken);
        await Parallel.ForAsync(0, messages / MessagesPerPhone, new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = cancellationToken }, async (phone, cancel) =>
        {
            for (var n = 0; n < MessagesPerPhone; n++)
            {
                var address = string.Create(CultureInfo.InvariantCulture, $"sms/kannel?from=138{phone:00000000}&to=10690001&text={Uri.EscapeDataString(Texts[n])}&charset=UTF-8&id=c{phone}-{n}");
                using var response = await app.Client.GetAsync(new Uri(address, UriKind.Relative), cancel);
                response.EnsureSuccessStatusCode();
            }
        });
        await app.StopAsync(cancellationToken);
        var due = DateTimeOffset.UnixEpoch;
        await using (var db = Open(app))
            await db.Outbox.Where(row => row.State == OutboxState.Waiting).ExecuteUpdateAsync(set => set.SetProperty(row => row.DueAt, due), cancellationToken);

        foreach (var (name, value) in gateway.Settings) app.Set(name, value);
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        gateway.Arrived += count =>
        {
            if (count == messages / 2) _ = Task.Run(() => Kill(app, killed), CancellationToken.None);
        };
        var begun = Stopwatch.GetTimestamp();
        await app.RestartAsync(cancellationToken);
        await killed.Task.WaitAsync(cancellationToken);
        var before = gateway.Log.Count;
        await app.RestartAsync(cancellationToken);
        while (true)
        {
            await using var db = Open(app);
            if (!await db.Outbox.AnyAsync(row => row.Kind == OutboxKind.Send && (row.State == OutboxState.Waiting || row.State == OutboxState.Sending), cancellationToken)) break;
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken);
        }

        await using var store = Open(app);
        var rows = await store.Outbox.AsNoTracking().Where(row => row.Kind == OutboxKind.Send).Select(row => new Row(row.Id, row.Key, row.State.ToString(), row.Segments)).ToListAsync(cancellationToken);
        var page = await PageAsync(app);
        return new Result(rows, gateway.Log, before, Stopwatch.GetElapsedTime(begun), page);
    }

    private static void Kill(RunningApp app, TaskCompletionSource killed)
    {
        app.Kill();
        killed.SetResult();
    }

    /// <summary>What staff see afterwards.</summary>
    private static async Task<string> PageAsync(RunningApp app)
    {
        using var client = new HttpClient { BaseAddress = app.Address };
        using var accounts = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(app.Data, "sample-accounts.json")));
        var password = accounts.RootElement.EnumerateArray().Single(account => account.GetProperty("name").GetString() == "admin").GetProperty("password").GetString()!;
        var form = await client.GetStringAsync(new Uri("sign-in", UriKind.Relative));
        var token = Regex.Match(form, "name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;
        using var signIn = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["name"] = "admin", ["password"] = password, ["returnUrl"] = "/console/outbox", ["__RequestVerificationToken"] = token,
        });
        using var page = await client.PostAsync(new Uri("sign-in", UriKind.Relative), signIn);
        return WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync());
    }

    private static SqliteBotDb Open(RunningApp app) => new(new DbContextOptionsBuilder<SqliteBotDb>()
        .UseSqlite($"Data Source={Path.Combine(app.Data, "servicebot.db")};Pooling=false").Options);

    public sealed record Row(long Id, string Key, string State, int Segments);

    /// <param name="BeforeKill">How many the gateway had when the process was dead.</param>
    /// <param name="Page">The outbox as staff see it.</param>
    public sealed record Result(IReadOnlyList<Row> Rows, IReadOnlyList<ScriptedGateway.Entry> Log, int BeforeKill, TimeSpan Elapsed, string Page)
    {
        private Dictionary<long, int> Times => Log.CountBy(entry => entry.Letter).ToDictionary();

        public IReadOnlyList<Row> Uncertain => [.. Rows.Where(row => row.State == nameof(OutboxState.Uncertain))];

        /// <summary>Everything that the bar forbids, in words; empty when it holds.</summary>
        public IReadOnlyList<string> Faults()
        {
            var (faults, times) = (new List<string>(), Times);
            faults.AddRange(times.Where(pair => pair.Value > 1).Select(pair => $"letter {pair.Key} left {pair.Value} times"));
            foreach (var row in Rows)
            {
                var left = times.GetValueOrDefault(row.Id);
                if (row.State is nameof(OutboxState.Sent) or nameof(OutboxState.Delivered) ? left != 1 : row.State != nameof(OutboxState.Uncertain))
                    faults.Add($"letter {row.Id} is {row.State} and left {left} times");
            }

            faults.AddRange(Uncertain.Take(20).Where(row => !Page.Contains(row.Key, StringComparison.Ordinal)).Select(row => $"letter {row.Id} is uncertain and not shown"));
            foreach (var phone in Log.GroupBy(entry => entry.To))
                if (!phone.Select(entry => entry.Letter).SequenceEqual(phone.Select(entry => entry.Letter).Order())) faults.Add("letters of one phone left out of order");
            return faults;
        }

        /// <summary>SMS that arrived within the busiest stretch of that length. A moment's delay on the way (a slow disk) makes a short one look busier.</summary>
        public int MostWithin(TimeSpan length)
        {
            var (segments, most, sum, first) = (Rows.ToDictionary(row => row.Id, row => row.Segments), 0, 0, 0);
            for (var last = 0; last < Log.Count; last++)
            {
                sum += segments[Log[last].Letter];
                for (; Stopwatch.GetElapsedTime(Log[first].At, Log[last].At) > length; first++) sum -= segments[Log[first].Letter];
                most = Math.Max(most, sum);
            }

            return most;
        }
    }
}

using System.Globalization;
using ServiceBot.Benchmarks.Load;
using ServiceBot.EndToEnd.Support;

namespace ServiceBot.Benchmarks.Measures;

/// <summary>Resident memory of the application with many conversations that each had a turn.</summary>
internal static class Memory
{
    private const int BarMegabytes = 400, AtOnce = 32;

    public static async Task<int> RunAsync(string[] args)
    {
        var conversations = new ConfigurationBuilder().AddCommandLine(args).Build().GetValue("conversations", 10_000);
        await using var app = await RunningApp.StartAsync(new Dictionary<string, string>
        {
            ["ServiceBot:DirectLine:TokenBurst"] = "0",
            ["ServiceBot:DirectLine:MessageBurst"] = "0",
            ["Logging:LogLevel:Default"] = "Warning",
        });
        var before = ResidentMegabytes(app.ProcessId);
        using var http = LoadRun.Client(app.Address);
        await Parallel.ForEachAsync(Enumerable.Range(0, conversations), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) =>
        {
            var chat = new Chat(http, RunningApp.Secret);
            await chat.OpenAsync();
            var id = await chat.SayAsync("办低保要带什么材料？");
            if (!(await chat.RepliesAsync()).ContainsKey(id)) throw new InvalidOperationException($"{id} was not answered");
        });
        var after = ResidentMegabytes(app.ProcessId);
        System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{conversations} conversations with a turn: {after} MB resident (started with {before} MB), bar {BarMegabytes} MB"));
        return after < BarMegabytes ? 0 : 1;
    }

    private static long ResidentMegabytes(int process) => long.Parse(
        File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1024;
}

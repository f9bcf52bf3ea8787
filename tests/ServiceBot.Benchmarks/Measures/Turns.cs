using System.Globalization;
using ServiceBot.Benchmarks.Floor;
using ServiceBot.Benchmarks.Load;
using ServiceBot.EndToEnd.Support;
using ServiceBot.Tests.Support;

namespace ServiceBot.Benchmarks.Measures;

/// <summary>
/// Durable turns per second: ours (the real application, real dialog turns over HTTP, answers checked) against the floor (bare ASP.NET Core
/// and driver writing the same rows), in turns on the same machine. Load generator, floor and application are three processes.
/// </summary>
internal static class Turns
{
    private const int Rounds = 3;

    public static async Task<int> RunAsync(string[] args)
    {
        var settings = new ConfigurationBuilder().AddCommandLine(args).Build();
        var postgres = settings["store"] == "postgres";
        var seconds = TimeSpan.FromSeconds(settings.GetValue("seconds", 10));
        var conversations = settings.GetValue("conversations", 64);

        await using var server = postgres ? await PostgreSqlServer.StartAsync(durable: true, CancellationToken.None) : null;
        var (recipe, script) = await LearnAsync();
        await using var app = await RunningApp.StartAsync(await OursAsync(server));
        await using var floor = await FloorProcess.StartAsync(recipe, server);
        using var ours = new LoadRun(app.Address, script, checkReplies: true);
        using var bare = new LoadRun(floor.Address, script, checkReplies: false);
        await ours.OpenAsync(conversations, RunningApp.Secret);
        await bare.OpenAsync(conversations, RunningApp.Secret);
        // Uncounted: code gets compiled for real, caches fill.
        await ours.RunAsync(seconds);
        await bare.RunAsync(seconds);

        var (oursParts, bareParts) = (new List<LoadFigures>(), new List<LoadFigures>());
        for (var round = 0; round < Rounds; round++)
        {
            bareParts.Add(await bare.RunAsync(seconds));
            oursParts.Add(await ours.RunAsync(seconds));
            Print($"round {round + 1}", bareParts[^1], oursParts[^1]);
        }

        var (bareSum, oursSum) = (LoadFigures.Sum(bareParts), LoadFigures.Sum(oursParts));
        Print("all", bareSum, oursSum);
        var (bar, store) = postgres ? (0.35, "PostgreSQL, fsync on") : (0.45, "SQLite, synchronous=FULL");
        var ratio = oursSum.PerSecond / bareSum.PerSecond;
        var p99 = oursSum.Percentile(0.99);
        System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{store}, {conversations} conversations, {script.Turns.Count} messages a round: {ratio:P0} of the floor (bar {bar:P0}), p99 {p99:0.0} ms (bar 60 ms on SQLite)"));
        return ratio >= bar && (postgres || p99 < 60) ? 0 : 1;
    }

    /// <summary>One resident, two rounds, on SQLite: the second is the round that all repeat, and its rows are the floor's recipe.</summary>
    private static async Task<(Recipe Recipe, Script Script)> LearnAsync()
    {
        await using var app = await RunningApp.StartAsync(await OursAsync(null));
        using var http = LoadRun.Client(app.Address);
        await using var reader = new RecipeReader(Path.Combine(app.Data, "servicebot.db"));
        var chat = new Chat(http, RunningApp.Secret);
        await chat.OpenAsync();
        await Script.LearnAsync(chat, () => Task.CompletedTask);
        var opening = await reader.NextAsync(chat.Id);
        var steps = new List<RecipeStep>();
        var script = await Script.LearnAsync(chat, async () => steps.Add(await reader.NextAsync(chat.Id)));
        var recipe = reader.Finish(chat.Id, opening with { Inserts = [.. opening.Inserts.Where(row => IsConversation(row, chat.Id))] }, steps);
        foreach (var ((text, _), step) in script.Turns.Zip(steps))
            System.Console.WriteLine($"  {text}: {string.Join(", ", step.Inserts.CountBy(row => row.Table).Select(rows => $"{rows.Value} {rows.Key}"))}");
        return (recipe, script);
    }

    private static bool IsConversation(RecipeRow row, string id) =>
        row.Table == "Conversation" && row.Values.Any(value => value.ValueKind == System.Text.Json.JsonValueKind.String && value.GetString() == id);

    private static async Task<Dictionary<string, string>> OursAsync(PostgreSqlServer? server)
    {
        var settings = new Dictionary<string, string>
        {
            // One address sends everything here, faster than any person types.
            ["ServiceBot:DirectLine:TokenBurst"] = "0",
            ["ServiceBot:DirectLine:MessageBurst"] = "0",
            ["Logging:LogLevel:Default"] = "Warning",
        };
        if (server is null) return settings;
        settings["ServiceBot:Store:Provider"] = "PostgreSql";
        settings["ServiceBot:Store:ConnectionString"] = await server.CreateDatabaseAsync(CancellationToken.None);
        return settings;
    }

    private static void Print(string what, LoadFigures bare, LoadFigures ours) => System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{what,-8} floor {bare.PerSecond,8:0} turns/s p50 {bare.Percentile(0.5),5:0.0} p99 {bare.Percentile(0.99),5:0.0} ms | "
        + $"ours {ours.PerSecond,8:0} turns/s p50 {ours.Percentile(0.5),5:0.0} p99 {ours.Percentile(0.99),5:0.0} ms | {ours.PerSecond / bare.PerSecond:P0}"));
}

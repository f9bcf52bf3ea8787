using System.Globalization;
using ServiceBot.Benchmarks.Floor;
using ServiceBot.Benchmarks.Load;
using ServiceBot.EndToEnd.Support;

namespace ServiceBot.Benchmarks.Measures;

/// <summary>
/// Text messages in per second over <c>/sms/kannel</c>, durable, with their answers: ours (every answer checked afterwards) against the floor (bare
/// ASP.NET Core and driver writing the same rows). Meanwhile ours sends at the carrier's rate to a gateway in this process; the floor sends nothing.
/// </summary>
internal static class SmsRate
{
    private const int Rounds = 3;
    private const double Bar = 1500;

    public static async Task<int> RunAsync(string[] args)
    {
        var settings = new ConfigurationBuilder().AddCommandLine(args).Build();
        var seconds = TimeSpan.FromSeconds(settings.GetValue("seconds", 10));
        var (phones, sends) = (settings.GetValue("phones", 256), settings.GetValue("sends", 100.0));

        await using var gateway = new ScriptedGateway();
        await gateway.StartAsync();
        var (recipe, first, script) = await LearnAsync();
        await using var app = await RunningApp.StartAsync(Settings(sends, sends > 0 ? gateway : null));
        await using var floor = await FloorProcess.StartAsync(recipe, null);
        var texts = script.Select(turn => turn.Text).ToList();
        using var ours = new SmsLoad(app.Address, texts, phones);
        using var bare = new SmsLoad(floor.Address, texts, phones);
        await ours.OpenAsync([.. first.Select(turn => turn.Text)]);
        await bare.OpenAsync(texts);
        // Uncounted: code gets compiled for real, caches fill.
        await ours.RunAsync(seconds);
        await bare.RunAsync(seconds);

        var (oursParts, bareParts) = (new List<LoadFigures>(), new List<LoadFigures>());
        var busy = TimeSpan.Zero;
        for (var round = 0; round < Rounds; round++)
        {
            bareParts.Add(await bare.RunAsync(seconds));
            var before = Processor(app);
            oursParts.Add(await ours.RunAsync(seconds));
            busy += Processor(app) - before;
            Print($"round {round + 1}", bareParts[^1], oursParts[^1]);
        }

        var (bareSum, oursSum) = (LoadFigures.Sum(bareParts), LoadFigures.Sum(oursParts));
        Print("all", bareSum, oursSum);
        await app.StopAsync();
        var wrong = (await SmsScript.HeardAsync(Path.Combine(app.Data, "servicebot.db"))).Count(heard => !IsRight(heard, first, script));
        System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"SQLite, synchronous=FULL, {phones} phones, {script.Count} texts a round, {gateway.Log.Count} messages sent meanwhile: {oursSum.PerSecond:0} messages/s (bar {Bar:0}), "
            + $"{oursSum.PerSecond / bareSum.PerSecond:P0} of the floor, {wrong} of {phones} phones heard something else than the script"));
        // What other work on the machine does not change: processor time of our process alone.
        System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{busy.TotalMilliseconds / oursSum.Milliseconds.Length:0.000} ms of processor a message, everything that our process does included: {2000 / (busy.TotalMilliseconds / oursSum.Milliseconds.Length):0} messages/s on two cores of its own"));
        return oursSum.PerSecond >= Bar && wrong == 0 ? 0 : 1;
    }

    private static TimeSpan Processor(RunningApp app)
    {
        using var process = System.Diagnostics.Process.GetProcessById(app.ProcessId);
        return process.TotalProcessorTime;
    }

    private static bool IsRight(List<string> heard, List<(string Text, string Reply)> first, List<(string Text, string Reply)> script)
    {
        var later = heard.Skip(first.Count).ToList();
        return heard.Take(first.Count).SequenceEqual(first.Select(turn => turn.Reply))
            && later.Index().All(turn => turn.Item == script[turn.Index % script.Count].Reply);
    }

    /// <summary>One phone, two rounds, nothing sent: the second is the round that all repeat, and its rows are the floor's recipe.</summary>
    private static async Task<(Recipe Recipe, List<(string Text, string Reply)> First, List<(string Text, string Reply)> Script)> LearnAsync()
    {
        await using var app = await RunningApp.StartAsync(Settings(0, null));
        using var http = LoadRun.Client(app.Address);
        var store = Path.Combine(app.Data, "servicebot.db");
        await using var reader = new RecipeReader(store);
        var script = new SmsScript(http, store);
        await script.LearnAsync(() => Task.CompletedTask);
        List<(string, string)> first = [.. script.Turns];
        var opening = await reader.NextAsync(script.ConversationId!);
        var steps = new List<RecipeStep>();
        await script.LearnAsync(async () => steps.Add(await reader.NextAsync(script.ConversationId!)));
        var conversation = opening.Inserts.Where(row => row.Table == "Conversation" && row.Values.Any(value => value.ToString() == script.ConversationId));
        var recipe = reader.Finish(script.ConversationId!, opening with { Inserts = [.. conversation] }, steps);
        foreach (var ((text, _), step) in script.Turns.Zip(steps))
            System.Console.WriteLine($"  {text}: {string.Join(", ", step.Inserts.CountBy(row => row.Table).Select(rows => $"{rows.Value} {rows.Key}"))}");
        return (recipe, first, script.Turns);
    }

    private static Dictionary<string, string> Settings(double sends, ScriptedGateway? gateway)
    {
        var settings = new Dictionary<string, string>(gateway?.Settings ?? new Dictionary<string, string>())
        {
            // A phone here types faster than any person.
            ["ServiceBot:Sms:Burst"] = "0",
            // The next text leaves as soon as the last is acknowledged: waiting for more would join what no person sends at once.
            ["ServiceBot:Sms:SettleMilliseconds"] = "0",
            ["Logging:LogLevel:Default"] = "Warning",
        };
        if (gateway is not null) settings["ServiceBot:Sms:SendsPerSecond"] = sends.ToString(CultureInfo.InvariantCulture);
        return settings;
    }

    private static void Print(string what, LoadFigures bare, LoadFigures ours) => System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{what,-8} floor {bare.PerSecond,8:0} messages/s p50 {bare.Percentile(0.5),5:0.0} p99 {bare.Percentile(0.99),5:0.0} ms | "
        + $"ours {ours.PerSecond,8:0} messages/s p50 {ours.Percentile(0.5),5:0.0} p99 {ours.Percentile(0.99),5:0.0} ms | {ours.PerSecond / bare.PerSecond:P0}"));
}

using System.Diagnostics;
using System.Globalization;
using ServiceBot.Benchmarks.Load;
using ServiceBot.EndToEnd.Support;

namespace ServiceBot.Benchmarks.Measures;

/// <summary>From <c>dotnet run --no-build</c> to the first answered message, with the store, the regions and the catalog already there.</summary>
internal static class ColdStart
{
    private const int Runs = 3;
    private static readonly TimeSpan Bar = TimeSpan.FromSeconds(4);

    public static async Task<int> RunAsync(string[] args)
    {
        var data = Directory.CreateTempSubdirectory("servicebot-cold-").FullName;
        try
        {
            System.Console.WriteLine($"first start, which makes the store: {Seconds(await StartAsync(data, args))}");
            var times = new List<TimeSpan>();
            for (var run = 0; run < Runs; run++) times.Add(await StartAsync(data, args));
            System.Console.WriteLine($"cold start to the first answered message: {string.Join(", ", times.Select(Seconds))} (bar {Seconds(Bar)})");
            return times.TrueForAll(time => time < Bar) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<TimeSpan> StartAsync(string data, string[] args)
    {
        var address = new Uri($"http://127.0.0.1:{RunningApp.FreePort()}");
        string[] command =
        [
            "run", "--no-build", "-c", Configuration(), "--project", Path.Combine(RunningApp.Repository(), "src", "ServiceBot"), "--",
            "--urls", address.ToString(), "--ServiceBot:Data", data, "--ServiceBot:DirectLine:Secret", RunningApp.Secret, .. args,
        ];
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", command) { WorkingDirectory = data, RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            using var http = LoadRun.Client(address);
            await FirstAnswerAsync(http, process);
            return Stopwatch.GetElapsedTime(start);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    private static async Task FirstAnswerAsync(HttpClient http, Process process)
    {
        while (true)
        {
            try
            {
                var chat = new Chat(http, RunningApp.Secret);
                await chat.OpenAsync();
                var id = await chat.SayAsync("办低保要带什么材料？");
                if (!(await chat.RepliesAsync()).ContainsKey(id)) throw new InvalidOperationException($"{id} was not answered");
                return;
            }
            catch (HttpRequestException)
            {
                if (process.HasExited) throw new InvalidOperationException($"It ended with {process.ExitCode}.");
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            }
        }
    }

    private static string Configuration() => new DirectoryInfo(AppContext.BaseDirectory).Name is "release" ? "Release" : "Debug";

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");
}

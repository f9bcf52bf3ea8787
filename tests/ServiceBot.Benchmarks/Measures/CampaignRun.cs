using System.Globalization;
using ServiceBot.EndToEnd.Support;

namespace ServiceBot.Benchmarks.Measures;

/// <summary>
/// The bar of the issue: 10,000 messages due at once, the process killed in the middle, each sent once according to the gateway's log or marked
/// uncertain and shown.
/// </summary>
internal static class CampaignRun
{
    public static async Task<int> RunAsync(string[] args)
    {
        var settings = new ConfigurationBuilder().AddCommandLine(args).Build();
        var (messages, rate) = (settings.GetValue("messages", 10_000), settings.GetValue("rate", 500.0));
        var result = await Campaign.RunAsync(messages, rate, CancellationToken.None);
        var faults = result.Faults();
        foreach (var fault in faults) System.Console.WriteLine(fault);
        System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{result.Rows.Count} messages, {result.Rows.Sum(row => row.Segments)} SMS; killed after {result.BeforeKill}; {result.Log.Count} in the gateway's log, "
            + $"{result.Uncertain.Count} uncertain and shown; {result.Elapsed.TotalSeconds:0.0} s with the restart, at most {result.MostWithin(TimeSpan.FromSeconds(3)) / 3} SMS/s (limit {rate}); {faults.Count} faults"));
        return faults.Count == 0 ? 0 : 1;
    }
}

using System.Diagnostics;
using System.Globalization;

namespace ServiceBot.Benchmarks.Load;

/// <summary>Many phones at once, each going through the script again and again; the next text leaves when the gateway has its answer.</summary>
internal sealed class SmsLoad(Uri address, IReadOnlyList<string> script, int phones) : IDisposable
{
    private readonly HttpClient _http = LoadRun.Client(address);
    private readonly int[] _rounds = new int[phones];

    /// <summary>Round 1, which differs from the later ones.</summary>
    public Task OpenAsync(IReadOnlyList<string> first) => Task.WhenAll(Enumerable.Range(0, phones).Select(phone => RoundAsync(phone, first, [])));

    public async Task<LoadFigures> RunAsync(TimeSpan length)
    {
        var start = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(Enumerable.Range(0, phones).Select(phone => Task.Run(async () =>
        {
            var own = new List<double>(10_000);
            while (Stopwatch.GetElapsedTime(start) < length) await RoundAsync(phone, script, own);
            return own;
        })));
        return new LoadFigures(Stopwatch.GetElapsedTime(start), [.. latencies.SelectMany(list => list)]);
    }

    public void Dispose() => _http.Dispose();

    private async Task RoundAsync(int phone, IReadOnlyList<string> texts, List<double> latencies)
    {
        var round = _rounds[phone]++;
        for (var n = 0; n < texts.Count; n++)
        {
            var sent = Stopwatch.GetTimestamp();
            var text = SmsScript.Address(
                string.Create(CultureInfo.InvariantCulture, $"137{phone:00000000}"), texts[n], string.Create(CultureInfo.InvariantCulture, $"{phone}-{round}-{n}"));
            using var response = await _http.GetAsync(text);
            response.EnsureSuccessStatusCode();
            latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }
    }
}

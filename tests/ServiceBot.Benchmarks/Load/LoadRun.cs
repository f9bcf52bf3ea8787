using System.Diagnostics;

namespace ServiceBot.Benchmarks.Load;

/// <summary>Many residents at once, each going through the script again and again, each waiting for her answer before she goes on.</summary>
internal sealed class LoadRun : IDisposable
{
    private readonly HttpClient _http;
    private readonly Script _script;
    private readonly bool _checked;
    private readonly List<Chat> _chats = [];

    /// <param name="checkReplies">False for the floor, which says nothing that could be right or wrong.</param>
    public LoadRun(Uri address, Script script, bool checkReplies)
    {
        _http = Client(address);
        (_script, _checked) = (script, checkReplies);
    }

    public static HttpClient Client(Uri address) => new(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5), UseCookies = false }) { BaseAddress = address };

    /// <summary>Opens the conversations; on ours each walks the first round, which differs from the later ones (nothing known of her yet).</summary>
    public async Task OpenAsync(int conversations, string secret)
    {
        for (var n = 0; n < conversations; n++) _chats.Add(new Chat(_http, secret));
        await Task.WhenAll(_chats.Select(async chat =>
        {
            await chat.OpenAsync();
            if (_checked) await Script.LearnAsync(chat, () => Task.CompletedTask);
        }));
    }

    public async Task<LoadFigures> RunAsync(TimeSpan length)
    {
        var start = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(_chats.Select(chat => Task.Run(() => WalkAsync(chat, start, length))));
        return new LoadFigures(Stopwatch.GetElapsedTime(start), [.. latencies.SelectMany(list => list)]);
    }

    public void Dispose() => _http.Dispose();

    private async Task<List<double>> WalkAsync(Chat chat, long start, TimeSpan length)
    {
        var latencies = new List<double>(10_000);
        var ids = new List<string>(_script.Turns.Count);
        while (Stopwatch.GetElapsedTime(start) < length)
        {
            ids.Clear();
            foreach (var (text, _) in _script.Turns)
            {
                var sent = Stopwatch.GetTimestamp();
                ids.Add(await chat.SayAsync(text));
                latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }

            var replies = await chat.RepliesAsync();
            if (_checked) Check(ids, replies);
        }

        return latencies;
    }

    private void Check(List<string> ids, Dictionary<string, List<string>> replies)
    {
        foreach (var (id, turn) in ids.Zip(_script.Turns))
        {
            var reply = Script.Shape(string.Join('\n', replies.GetValueOrDefault(id) ?? []));
            if (reply != turn.Reply) throw new InvalidOperationException($"To \"{turn.Text}\" ({id}) came:\n{reply}\ninstead of:\n{turn.Reply}");
        }
    }
}

/// <param name="Milliseconds">From sending a message to its acknowledgement, one per turn.</param>
internal sealed record LoadFigures(TimeSpan Elapsed, double[] Milliseconds)
{
    public double PerSecond => Milliseconds.Length / Elapsed.TotalSeconds;

    public double Percentile(double part)
    {
        var sorted = Milliseconds.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * part))];
    }

    public static LoadFigures Sum(IReadOnlyList<LoadFigures> parts) =>
        new(TimeSpan.FromTicks(parts.Sum(part => part.Elapsed.Ticks)), [.. parts.SelectMany(part => part.Milliseconds)]);
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;

namespace ServiceBot.EndToEnd.Support;

/// <summary>The official Direct Line client (<c>botframework-directlinejs</c>) in a Node process, told what to post and telling what it saw.</summary>
public sealed class OfficialClient : IAsyncDisposable
{
    private static readonly string Folder = Path.Combine(RunningApp.Repository(), "tests", "ServiceBot.EndToEnd", "DirectLine", "npm");
    private readonly Process _process;
    private readonly Channel<JsonElement> _lines = Channel.CreateUnbounded<JsonElement>();

    private OfficialClient(Process process) => _process = process;

    /// <summary>Every activity the client handed to its user, in that order.</summary>
    public List<JsonElement> Seen { get; } = [];

    /// <summary>Keys of the messages whose post the client was told an id for.</summary>
    public List<string> Posted { get; } = [];

    /// <summary>HTTP status of posts that were refused for good.</summary>
    public List<int> Refused { get; } = [];

    public string ConversationId { get; private set; } = "";

    public static void IsNeeded() => Assert.SkipUnless(
        Directory.Exists(Path.Combine(Folder, "node_modules", "botframework-directlinejs")),
        "The npm package botframework-directlinejs is not here; tests/run.sh installs it.");

    public static async Task<OfficialClient> StartAsync(RunningApp app, bool webSocket, CancellationToken cancellationToken)
    {
        using var response = await app.Client.PostAsync(new Uri("/chat/token", UriKind.Relative), null, cancellationToken);
        var given = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        var settings = JsonSerializer.Serialize(new { token = given.GetProperty("token").GetString(), domain = $"{app.Address}v3/directline", webSocket });
        var process = new Process
        {
            StartInfo = new ProcessStartInfo("node", ["directline.mjs", settings])
            {
                WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true,
            },
        };
        process.Start();
        var client = new OfficialClient(process) { ConversationId = given.GetProperty("conversationId").GetString()! };
        _ = client.ListenAsync();
        return client;
    }

    /// <summary>Posts all of them at once, each once or, where the client asks for it, again.</summary>
    public Task PostAsync(IEnumerable<(string Key, string Text, object? Attachment)> messages) => _process.StandardInput.WriteLineAsync(
        JsonSerializer.Serialize(messages.Select(message => new { key = message.Key, text = message.Text, attachment = message.Attachment })));

    public Task PostAsync(int from, int count) =>
        PostAsync(Enumerable.Range(from, count).Select(i => (string.Create(CultureInfo.InvariantCulture, $"c{i}"), string.Create(CultureInfo.InvariantCulture, $"m{i}"), (object?)null)));

    /// <summary>Until what has been posted was seen with its answers.</summary>
    public Task SettledAsync(CancellationToken cancellationToken) => UntilAsync(line => line.TryGetProperty("settled", out _), cancellationToken);

    public async Task UntilAsync(Func<JsonElement, bool> enough, CancellationToken cancellationToken)
    {
        while (true)
        {
            var line = await _lines.Reader.ReadAsync(cancellationToken);
            if (line.TryGetProperty("broken", out var broken)) throw new InvalidOperationException($"The client's stream ended: {broken}");
            if (line.TryGetProperty("seen", out var seen)) Seen.Add(seen);
            if (line.TryGetProperty("posted", out var posted)) Posted.Add(posted.GetString()!);
            if (line.TryGetProperty("refused", out _)) Refused.Add(line.GetProperty("status").GetInt32());
            if (enough(line)) return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task ListenAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line) await _lines.Writer.WriteAsync(JsonDocument.Parse(line).RootElement);
        _lines.Writer.Complete(new InvalidOperationException("The client's process ended."));
    }
}

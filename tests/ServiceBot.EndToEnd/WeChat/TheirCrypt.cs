using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using ServiceBot.EndToEnd.Support;

namespace ServiceBot.EndToEnd.WeChat;

/// <summary>WeChat's encrypted mode by an npm package, in a Node process.</summary>
internal sealed class TheirCrypt(string package, string token, string key, string id) : IDisposable
{
    private static readonly string _folder = Path.Combine(RunningApp.Repository(), "tests", "ServiceBot.EndToEnd", "WeChat", "npm");
    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.Default };
    private readonly Process _process = Process.Start(new ProcessStartInfo("node", ["--no-deprecation", "crypt.mjs"])
    {
        WorkingDirectory = _folder, RedirectStandardInput = true, RedirectStandardOutput = true,
    })!;

    public static void IsNeeded(string package) =>
        Assert.SkipUnless(Directory.Exists(Path.Combine(_folder, "node_modules", package)), $"The npm package {package} is not here; tests/run.sh installs it.");

    public async Task<string> EncryptAsync(string text) => Text(await AskAsync(new { by = package, @do = "encrypt", token, key, id, text }));

    public async Task<string> DecryptAsync(string text)
    {
        var answer = await AskAsync(new { by = package, @do = "decrypt", token, key, text });
        Assert.Equal(id, answer.GetProperty("id").GetString());
        return Text(answer);
    }

    public async Task<string> SignAsync(string timestamp, string nonce, string text) => Text(await AskAsync(new { by = package, @do = "sign", token, key, timestamp, nonce, text }));

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string Text(JsonElement answer) => answer.GetProperty("text").GetString()!;

    private async Task<JsonElement> AskAsync(object ask)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(ask, _json));
        await _process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        return JsonDocument.Parse(await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? throw new InvalidOperationException("Node ended.")).RootElement;
    }
}

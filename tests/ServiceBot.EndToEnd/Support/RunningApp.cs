using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ServiceBot.EndToEnd.Support;

/// <summary>
/// The built application as a process of its own, with its own data folder and port: what is killed here is killed as a power cut kills it.
/// The folder and the port outlive <see cref="Kill"/> and <see cref="RestartAsync"/>; disposing removes the folder.
/// </summary>
public sealed class RunningApp : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly Dictionary<string, string> _settings;
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;

    private RunningApp(IReadOnlyDictionary<string, string>? settings)
    {
        Data = Directory.CreateTempSubdirectory("servicebot-").FullName;
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        Client = new HttpClient { BaseAddress = Address };
        _settings = new Dictionary<string, string>
        {
            ["ServiceBot:Data"] = Data,
            ["ServiceBot:DirectLine:Secret"] = Secret,
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>()) _settings[name] = value;
    }

    /// <summary>The Direct Line secret it was started with, unless a setting replaced it.</summary>
    public const string Secret = "a secret of the tests, not of a township";

    /// <summary>Stands in a setting for <see cref="Address"/>, which is not known before it is made.</summary>
    public const string OwnAddress = "{own address}";

    public Uri Address { get; }

    public string Data { get; }

    public HttpClient Client { get; }

    public int ProcessId => _process?.Id ?? throw new InvalidOperationException("It does not run.");

    /// <summary>What it has written to its console since it was made.</summary>
    public string Output => string.Join(Environment.NewLine, _output);

    /// <summary>Starts it and waits until <c>/readyz</c> says 200.</summary>
    /// <param name="settings">Settings by name, <c>ServiceBot:Dialogs</c> and the like.</param>
    public static async Task<RunningApp> StartAsync(
        IReadOnlyDictionary<string, string>? settings = null, CancellationToken cancellationToken = default)
    {
        var app = new RunningApp(settings);
        try
        {
            await app.StartProcessAsync(cancellationToken);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Where <c>ServiceBot.sln</c> is.</summary>
    public static string Repository()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "ServiceBot.sln"))) directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("ServiceBot.sln is in no folder above the tests.");
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public void Kill()
    {
        if (_process is not { } process) return;
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        _process = null;
    }

    /// <summary>SIGTERM, and waits for the orderly end.</summary>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (_process is not { } process) return;
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        process.Dispose();
        _process = null;
    }

    /// <summary>A setting that holds from the next start on.</summary>
    public void Set(string name, string value) => _settings[name] = value;

    /// <summary>Kills what still runs and starts it again on the same folder and port.</summary>
    public Task RestartAsync(CancellationToken cancellationToken = default)
    {
        Kill();
        return StartProcessAsync(cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        Kill();
        Client.Dispose();
        Directory.Delete(Data, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task StartProcessAsync(CancellationToken cancellationToken)
    {
        var repository = Repository();
        // The tests' own build configuration names the application's: artifacts/bin/<project>/<configuration>/.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(repository, "artifacts", "bin", "ServiceBot", configuration, "ServiceBot.dll")])
        {
            WorkingDirectory = Path.Combine(repository, "src", "ServiceBot"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add(Address.ToString());
        foreach (var (name, value) in _settings) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value.Replace(OwnAddress, Address.ToString(), StringComparison.Ordinal);
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        await ReadyAsync(process, cancellationToken);
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text) _output.Enqueue(text);
    }

    private async Task ReadyAsync(Process process, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        while (true)
        {
            if (process.HasExited) throw new InvalidOperationException($"It ended with {process.ExitCode}:{Environment.NewLine}{Output}");
            try
            {
                using var response = await Client.GetAsync(new Uri("readyz", UriKind.Relative), limit.Token);
                if (response.StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException)
            {
                // Nothing listens yet.
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"It was not ready after {StartLimit}:{Environment.NewLine}{Output}");
            }

            try
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"It was not ready after {StartLimit}:{Environment.NewLine}{Output}");
            }
        }
    }
}

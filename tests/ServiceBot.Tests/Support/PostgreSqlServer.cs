using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace ServiceBot.Tests.Support;

/// <summary>
/// A PostgreSQL server of our own: fresh folder, free port on 127.0.0.1, no password. It ends with us, even when we are killed: its
/// shell waits for the end of our pipe.
/// </summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private const string Keeper = """ "$@" </dev/null & child=$!; cat >/dev/null; kill -QUIT $child; wait $child""";
    private readonly string _folder;
    private readonly Process _keeper;
    private int _databases;

    private PostgreSqlServer(string folder, Process keeper, int port) => (_folder, _keeper, Port) = (folder, keeper, port);

    /// <summary>Null where PostgreSQL is installed; else what a skipped test says.</summary>
    public static string? WhyNot => Programs is null
        ? "PostgreSQL is not installed: no initdb in /usr/lib/postgresql/*/bin (bash tests/run.sh installs it)"
        : null;

    public int Port { get; }

    private static string? Programs { get; } = FindPrograms();

    /// <param name="durable">Commits reach the disk, as in production; off, it is faster and a power cut may eat the tests' rows.</param>
    public static async Task<PostgreSqlServer> StartAsync(bool durable, CancellationToken cancellationToken)
    {
        var programs = Programs ?? throw new InvalidOperationException(WhyNot);
        var folder = Directory.CreateTempSubdirectory("servicebot-pg-").FullName;
        if (Environment.IsPrivilegedProcess) await RunAsync("chown", ["postgres:", folder], cancellationToken);
        var data = Path.Combine(folder, "data");
        await RunAsync([Path.Combine(programs, "initdb"), "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], cancellationToken);

        var port = FreePort();
        List<string> server =
        [
            "sh", "-c", Keeper, "sh", Path.Combine(programs, "postgres"), "-D", data, "-k", folder,
            "-p", port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200",
        ];
        if (!durable) server.AddRange(["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]);
        var start = StartInfo(server);
        start.RedirectStandardInput = true;
        var keeper = Process.Start(start)!;
        // Its log is of no interest while it works; unread, the pipe would fill and stop it.
        keeper.OutputDataReceived += (_, _) => { };
        keeper.ErrorDataReceived += (_, _) => { };
        keeper.BeginOutputReadLine();
        keeper.BeginErrorReadLine();
        var started = new PostgreSqlServer(folder, keeper, port);
        await started.ReadyAsync(cancellationToken);
        return started;
    }

    /// <summary>An empty database of its own; gives its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        var name = $"servicebot_{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        _keeper.StandardInput.Close();
        await _keeper.WaitForExitAsync();
        _keeper.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = "postgres",
        Database = database,
        MaxPoolSize = 40,
    }.ConnectionString;

    private async Task ReadyAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
                await connection.OpenAsync(limit.Token);
                return;
            }
            catch (NpgsqlException)
            {
                if (_keeper.HasExited) throw new InvalidOperationException($"PostgreSQL ended with {_keeper.ExitCode}.");
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
            }
        }
    }

    private static string? FindPrograms() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            .Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
        : null;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>PostgreSQL refuses to run as root, and the package has made a user for it.</summary>
    private static ProcessStartInfo StartInfo(IReadOnlyList<string> command)
    {
        var line = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", .. command] : command;
        return new ProcessStartInfo(line[0], line.Skip(1)) { WorkingDirectory = "/", RedirectStandardOutput = true, RedirectStandardError = true };
    }

    private static async Task RunAsync(IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        await FinishAsync(StartInfo(command), cancellationToken);

    private static async Task RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        await FinishAsync(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }, cancellationToken);

    private static async Task FinishAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{start.FileName} ended with {process.ExitCode}: {await output}{errors}");
    }
}

using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;
using ServiceBot.EndToEnd.Support;
using ServiceBot.Tests.Support;

namespace ServiceBot.Benchmarks.Floor;

/// <summary>The floor as a process of its own, on an empty store with our tables and indexes.</summary>
internal sealed class FloorProcess : IAsyncDisposable
{
    private readonly string _folder;
    private readonly Process _process;

    private FloorProcess(string folder, Process process, Uri address) => (_folder, _process, Address) = (folder, process, address);

    public Uri Address { get; }

    public static async Task<FloorProcess> StartAsync(Recipe recipe, PostgreSqlServer? server)
    {
        var folder = Directory.CreateTempSubdirectory("servicebot-floor-").FullName;
        var file = Path.Combine(folder, "recipe.json");
        recipe.Save(file);
        var connection = server is null ? $"Data Source={Path.Combine(folder, "floor.db")}" : await server.CreateDatabaseAsync(CancellationToken.None);
        BotDb db = server is null
            ? new SqliteBotDb(new DbContextOptionsBuilder<SqliteBotDb>().UseSqlite(connection).Options)
            : new PostgreSqlBotDb(new DbContextOptionsBuilder<PostgreSqlBotDb>().UseNpgsql(connection).Options);
        await using (db) await db.Database.EnsureCreatedAsync();

        var address = new Uri($"http://127.0.0.1:{RunningApp.FreePort()}");
        string[] arguments =
        [
            typeof(FloorProcess).Assembly.Location, "floor", "--urls", address.ToString(), "--recipe", file,
            "--store", server is null ? "sqlite" : "postgres", "--connection", connection,
        ];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder })!;
        var floor = new FloorProcess(folder, process, address);
        await floor.ReadyAsync();
        return floor;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            try
            {
                (await http.GetAsync(new Uri("readyz", UriKind.Relative), limit.Token)).Dispose();
                return;
            }
            catch (HttpRequestException)
            {
                if (_process.HasExited) throw new InvalidOperationException($"The floor ended with {_process.ExitCode}.");
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
            }
        }
    }
}

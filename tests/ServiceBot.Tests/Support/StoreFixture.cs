using ServiceBot.Data;
using ServiceBot.Tests.Support;

[assembly: AssemblyFixture(typeof(SharedPostgreSql))]

namespace ServiceBot.Tests.Support;

/// <summary>An empty store of one provider, for one test class. Skips its tests, with the reason, where the provider is not to be had.</summary>
public abstract class StoreFixture : IAsyncLifetime
{
    private Dictionary<string, string?>? _settings;
    private Store? _store;

    internal abstract StoreProvider Provider { get; }

    protected abstract string? WhyNot { get; }

    internal Store Store
    {
        get
        {
            Assert.SkipWhen(WhyNot is not null, WhyNot ?? "");
            return _store!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (WhyNot is not null) return;
        _settings = new Dictionary<string, string?>
        {
            ["ServiceBot:Data"] = Directory.CreateTempSubdirectory("servicebot-store-").FullName,
            ["ServiceBot:Store:Provider"] = Provider.ToString(),
            ["ServiceBot:Store:ConnectionString"] = await ConnectionStringAsync(),
        };
        _store = await Store.OpenAsync(_settings, TestContext.Current.CancellationToken);
    }

    /// <summary>Closes the store and opens what is on the disk.</summary>
    internal async Task RestartAsync()
    {
        await Store.DisposeAsync();
        _store = await Store.OpenAsync(_settings!, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_store is null) return;
        // A server that was lent to us is handed back as it came; SQLite and our own PostgreSQL go with their folders.
        if (Provider == StoreProvider.SqlServer)
            await using (var db = _store.Read()) await db.Database.EnsureDeletedAsync(CancellationToken.None);
        await _store.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_settings!["ServiceBot:Data"]!, recursive: true);
    }

    protected abstract Task<string?> ConnectionStringAsync();
}

public sealed class OnSqlite : StoreFixture
{
    internal override StoreProvider Provider => StoreProvider.Sqlite;

    protected override string? WhyNot => null;

    protected override Task<string?> ConnectionStringAsync() => Task.FromResult<string?>(null);
}

public sealed class OnPostgreSql(SharedPostgreSql server) : StoreFixture
{
    internal override StoreProvider Provider => StoreProvider.PostgreSql;

    protected override string? WhyNot => PostgreSqlServer.WhyNot;

    protected override async Task<string?> ConnectionStringAsync() =>
        await (await server.GetAsync()).CreateDatabaseAsync(TestContext.Current.CancellationToken);
}

/// <summary>The given database is dropped and made anew for each class: never name one that holds anything.</summary>
public sealed class OnSqlServer : StoreFixture
{
    private static readonly string? Given = Environment.GetEnvironmentVariable("SERVICEBOT_TEST_SQLSERVER");

    internal override StoreProvider Provider => StoreProvider.SqlServer;

    protected override string? WhyNot => string.IsNullOrEmpty(Given)
        ? "no SQL Server: SERVICEBOT_TEST_SQLSERVER gives no connection string; its scripts and commands are parsed instead"
        : null;

    /// <summary>A database per class: test classes run side by side.</summary>
    protected override Task<string?> ConnectionStringAsync() => Task.FromResult<string?>(
        new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(Given)
        {
            InitialCatalog = $"servicebot_test_{Guid.CreateVersion7():N}",
        }.ConnectionString);
}

/// <summary>One PostgreSQL server for the whole run, started by the first test that needs it.</summary>
public sealed class SharedPostgreSql : IAsyncDisposable
{
    private readonly Lazy<Task<PostgreSqlServer>> _server = new(() => PostgreSqlServer.StartAsync(durable: false, CancellationToken.None));

    public Task<PostgreSqlServer> GetAsync() => _server.Value;

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated) await (await _server.Value).DisposeAsync();
    }
}

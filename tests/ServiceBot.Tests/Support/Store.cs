using ServiceBot.Data;

namespace ServiceBot.Tests.Support;

/// <summary>The store as the application builds it, and nothing else of the application.</summary>
internal sealed class Store : IAsyncDisposable
{
    private readonly WebApplication _host;

    private Store(WebApplication host) => _host = host;

    public static async Task<Store> OpenAsync(IReadOnlyDictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
        builder.AddData();
        var host = builder.Build();
        await host.Services.GetRequiredService<StoreSetup>().RunAsync(cancellationToken);
        await host.Services.GetRequiredService<GroupCommit>().StartAsync(cancellationToken);
        return new Store(host);
    }

    public BotDbFactory Databases => _host.Services.GetRequiredService<BotDbFactory>();

    public BotDb Read() => Databases.Create();

    public Task<CommitFailure> CommitAsync(CommitUnit unit) => _host.Services.GetRequiredService<GroupCommit>().CommitAsync(unit, CancellationToken.None);

    /// <summary>At once, so that most of them share a transaction.</summary>
    public Task<CommitFailure[]> CommitTogetherAsync(IEnumerable<CommitUnit> units) => Task.WhenAll(units.Select(CommitAsync));

    public async ValueTask DisposeAsync()
    {
        await _host.Services.GetRequiredService<GroupCommit>().StopAsync(CancellationToken.None);
        await _host.DisposeAsync();
    }
}

using ServiceBot.Cases;
using ServiceBot.Catalog;
using ServiceBot.Data;
using ServiceBot.Platform.Accounts;

namespace ServiceBot;

/// <summary>
/// What must be true before the first request: the store has this build's shape, texts and dialogs are sound, the catalog is in memory.
/// Runs before the server listens; a fault here stops the start with its reason.
/// </summary>
internal sealed class StartUp(StoreSetup store, CatalogStart catalog, CasesStart cases, StartBanner banner, IServiceScopeFactory scopes) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await store.RunAsync(cancellationToken);
        await catalog.RunAsync(cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SampleAccounts>().EnsureAsync(cancellationToken);
        await cases.RunAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => banner.PrintAsync(cancellationToken);

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using ServiceBot.Catalog;
using ServiceBot.Domain.Catalog;
using ServiceBot.Platform;

namespace ServiceBot.Tools.Simulation;

/// <summary>What all conversations share: words, items, and a service that comes back when it has died.</summary>
internal sealed class SimulatedTown
{
    private readonly SimulatedService _service;

    public SimulatedTown(SimulatedService service)
    {
        _service = service;
        (Chinese, English) = ResidentWords.Load();
        var today = service.Services.GetRequiredService<TownshipClock>().Today;
        Items =
        [
            .. service.Services.GetRequiredService<CurrentCatalog>().Book.Items.Select(entry => entry.Item)
                .Where(item => item.Family == ItemFamily.Resident || item.Dialog is not null).OrderBy(item => item.Code, StringComparer.Ordinal)
                .Where(item => service.Services.GetRequiredService<CurrentCatalog>().Book.FindOpen(item.Code, today) is not null)
                .Select(item => (item.ShortName ?? item.Name, item.NameEn)),
        ];
    }

    public ResidentWords Chinese { get; }
    public ResidentWords English { get; }
    public IReadOnlyList<(string Zh, string? En)> Items { get; }

    /// <summary>Looks into the process that runs now; where it dies meanwhile, into the next one.</summary>
    public async Task<T> LookAsync<T>(Func<IServiceProvider, Task<T>> look, CancellationToken cancellationToken)
    {
        while (true)
        {
            await _service.UpAsync.WaitAsync(cancellationToken);
            var services = _service.Services;
            try
            {
                return await look(services);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested && !_service.IsRunning(services))
            {
                await Task.Yield();
            }
        }
    }

    public async Task CrashAsync(string conversationId, CancellationToken cancellationToken)
    {
        try
        {
            await _service.UpAsync.WaitAsync(cancellationToken);
            await _service.CrashAsync(conversationId);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // It died meanwhile: nothing is in memory either way.
            await Task.Yield();
        }
    }
}

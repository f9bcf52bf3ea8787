using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceBot.Data;
using ServiceBot.Domain.Cases;

namespace ServiceBot.Cases;

/// <summary>
/// Gives numbers to new cases. A turn may not wait for the store, so values are leased in blocks ahead of time; what is left of a block
/// when the process ends is a gap, and gaps mean nothing. The counter never starts again: the year in front is for people.
/// </summary>
internal sealed class CaseNumbers(BotDbFactory databases, IOptions<CaseOptions> options) : IDisposable
{
    private const string Name = "case";
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _refilling = new(1, 1);
    private readonly Queue<long> _stock = new();

    private int LowWater => options.Value.NumberBlock / 2;

    private int Left
    {
        get
        {
            lock (_gate) return _stock.Count;
        }
    }

    /// <summary>Before a turn that may open a case: returns at once unless the stock is running low.</summary>
    public ValueTask EnsureAsync(CancellationToken cancellationToken) =>
        Left > LowWater ? ValueTask.CompletedTask : new ValueTask(RefillAsync(cancellationToken));

    /// <param name="year">The township's year.</param>
    public CaseReference Take(int year)
    {
        while (true)
        {
            lock (_gate)
            {
                if (_stock.TryDequeue(out var counter)) return CaseReference.Create(year, counter);
            }

            // Only when more turns than half a block came between two refills. Off this thread, which may be a grain's.
            Task.Run(() => RefillAsync(CancellationToken.None)).GetAwaiter().GetResult();
        }
    }

    public void Dispose() => _refilling.Dispose();

    private async Task RefillAsync(CancellationToken cancellationToken)
    {
        await _refilling.WaitAsync(cancellationToken);
        try
        {
            while (Left <= LowWater)
            {
                var block = await LeaseAsync(cancellationToken);
                lock (_gate)
                    for (var counter = block.From; counter < block.To; counter++)
                        _stock.Enqueue(counter);
            }
        }
        finally
        {
            _refilling.Release();
        }
    }

    /// <summary>Another process may lease at the same time: then the version does not fit, and we read again.</summary>
    private async Task<(long From, long To)> LeaseAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        while (true)
        {
            var before = await db.Counters.AsNoTracking().SingleOrDefaultAsync(row => row.Name == Name, cancellationToken);
            if (before is null)
            {
                await CreateAsync(cancellationToken);
                continue;
            }

            var (next, version) = (before.Next + options.Value.NumberBlock, before.Version + 1);
            var leased = await db.Counters.Where(row => row.Name == Name && row.Version == before.Version)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Next, next).SetProperty(row => row.Version, version), cancellationToken);
            if (leased == 1) return (before.Next, next);
        }
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        db.Counters.Add(new CounterRow { Name = Name, Next = 1, Version = 1 });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException) when (!cancellationToken.IsCancellationRequested && db.Counters.AsNoTracking().Any(row => row.Name == Name))
        {
            // Another process was first.
        }
    }
}

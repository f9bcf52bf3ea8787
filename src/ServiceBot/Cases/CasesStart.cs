namespace ServiceBot.Cases;

/// <summary>What errands need in memory before the first message: the roster (with the samples on a first start) and a block of numbers.</summary>
internal sealed class CasesStart(SampleRoster samples, Roster roster, CaseNumbers numbers)
{
    /// <summary>After the store has its shape; the group commit need not run yet.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await samples.SeedAsync(cancellationToken);
        await roster.ReloadAsync(cancellationToken);
        await numbers.EnsureAsync(cancellationToken);
    }
}

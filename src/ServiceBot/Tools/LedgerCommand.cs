using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Data;
using ServiceBot.Domain.Cases;

namespace ServiceBot.Tools;

/// <summary>
/// <c>ledger [REFERENCE]</c>: verifies the hash chain of every case, or of one: no event changed, taken out, put in between or cut off at the end,
/// and nothing in a case's row that its events do not say. Reads only.
/// </summary>
internal sealed class LedgerCommand(BotDbFactory databases)
{
    public const string Usage = "ledger [REFERENCE]";

    private const int PageSize = 500;

    /// <returns>0 when all chains are whole, 1 when one is not, 2 for wrong arguments.</returns>
    public async Task<int> RunAsync(string[] arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var only = arguments is [var text] && CaseReference.TryParse(text, out var parsed) ? parsed.Value : null;
        if (arguments.Length > 1 || arguments.Length == 1 && only is null)
        {
            await output.WriteLineAsync(Usage);
            return 2;
        }

        var (cases, events, broken, after) = (0, 0, 0, "");
        while (true)
        {
            var page = await PageAsync(only, after, cancellationToken);
            foreach (var (row, chain) in page)
            {
                (cases, events) = (cases + 1, events + chain.Count);
                if (Fault(row, chain) is not { } fault) continue;
                // The first is told in full; the others are counted, because one hand usually breaks one.
                if (broken++ == 0) await output.WriteLineAsync($"case {row.Reference}: {fault}");
            }

            if (only is not null || page.Count < PageSize) break;
            after = page[^1].Row.Reference;
        }

        var lost = await LostAsync(only, cancellationToken);
        if (lost > 0) await output.WriteLineAsync($"{lost} events belong to no case");
        await output.WriteLineAsync($"{cases} cases, {events} events, {broken} broken chains");
        return broken == 0 && lost == 0 && (only is null || cases == 1) ? 0 : 1;
    }

    private static string? Fault(CaseRow row, IReadOnlyList<CaseEventRow> chain)
    {
        if (CaseLedger.FirstBroken(chain, row.LastHash) is > 0 and var at)
            return at > chain.Count ? $"the events end at {chain.Count}, the case says there is more" : $"event {at} of {chain.Count} does not fit";
        var facts = chain.Aggregate(new CaseFacts(), (folded, stored) => CaseLifecycle.Apply(folded, stored.ReadEvent()));
        return CaseJson.Write(facts) == CaseJson.Write(row.ReadFacts()) && facts.State == row.State ? null : "the case's row says something that its events do not";
    }

    private async Task<IReadOnlyList<(CaseRow Row, IReadOnlyList<CaseEventRow> Chain)>> PageAsync(string? only, string after, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
#pragma warning disable CA1309 // The database compares: references are digits, which every collation orders alike.
        var rows = await db.Cases.AsNoTracking().Where(row => only == null ? string.Compare(row.Reference, after) > 0 : row.Reference == only)
            .OrderBy(row => row.Reference).Take(PageSize).ToListAsync(cancellationToken);
#pragma warning restore CA1309
        var references = rows.Select(row => row.Reference).ToList();
        var events = await db.CaseEvents.AsNoTracking().Where(happened => references.Contains(happened.Reference)).OrderBy(happened => happened.Number).ToListAsync(cancellationToken);
        var chains = events.ToLookup(happened => happened.Reference);
        return [.. rows.Select(row => (row, (IReadOnlyList<CaseEventRow>)[.. chains[row.Reference]]))];
    }

    private async Task<int> LostAsync(string? only, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var cases = db.Cases;
        return await db.CaseEvents.CountAsync(happened => (only == null || happened.Reference == only) && !cases.Any(row => row.Reference == happened.Reference), cancellationToken);
    }
}

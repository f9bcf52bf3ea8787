using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;

namespace ServiceBot.Cases;

/// <summary>Agents and rotas, in memory: a turn asks without waiting. Whoever changes the rows calls <see cref="ReloadAsync"/>.</summary>
internal sealed class Roster(BotDbFactory databases)
{
    private volatile Snapshot _snapshot = Snapshot.Empty;

    public IReadOnlyCollection<ProxyAgent> Agents => _snapshot.Agents.Values;

    public ProxyAgent? Find(string? proxyAgentId) => proxyAgentId is null ? null : _snapshot.Agents.GetValueOrDefault(proxyAgentId);

    /// <summary>Also for an id that is no longer on the roster.</summary>
    public ProxyAgent Name(string proxyAgentId) => Find(proxyAgentId) ?? ProxyAgent.Unknown(proxyAgentId);

    /// <summary>
    /// Walks from the village to the province until somebody is there. A is on duty by rota; when he is away B takes his place. Where the
    /// rota names nobody beside him, the next region upwards lends its first as stand-in.
    /// </summary>
    /// <returns>Null only while the roster has nobody above that region at all.</returns>
    public Assignment? Assign(string regionCode, DateOnly day)
    {
        var now = _snapshot;
        Assignment? found = null;
        foreach (var code in RegionChain.Upwards(regionCode))
        {
            var candidates = now.OnDuty(code, day);
            if (candidates.Count == 0) continue;
            if (found is null) found = new Assignment(candidates[0], candidates.ElementAtOrDefault(1), code);
            else found = found with { StandIn = candidates.FirstOrDefault(agent => agent.Id != found.Agent.Id) };
            if (found.StandIn is not null) return found;
        }

        return found;
    }

    /// <summary>Who is on duty in that very region, A first: "谁今天值班". Empty when nobody is.</summary>
    public IReadOnlyList<ProxyAgent> OnDuty(string regionCode, DateOnly day) => _snapshot.OnDuty(regionCode, day);

    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var agents = await db.ProxyAgents.AsNoTracking().ToListAsync(cancellationToken);
        var duties = await db.Duties.AsNoTracking().ToListAsync(cancellationToken);
        _snapshot = Snapshot.Of(agents, duties);
    }

    private sealed record Snapshot(
        FrozenDictionary<string, ProxyAgent> Agents,
        FrozenDictionary<string, DateOnly> AwayUntil,
        FrozenSet<string> Active,
        FrozenDictionary<string, ProxyAgent[]> ByRegion,
        FrozenDictionary<string, DutyRow[]> Duties)
    {
        public static Snapshot Empty { get; } = Of([], []);

        public static Snapshot Of(IReadOnlyCollection<ProxyAgentRow> rows, IReadOnlyCollection<DutyRow> duties)
        {
            var agents = rows.ToFrozenDictionary(row => row.Id, row => new ProxyAgent(row.Id, row.Name, row.Post, row.Phone, row.RegionCode));
            var active = rows.Where(row => row.Active).ToList();
            return new Snapshot(
                agents,
                rows.Where(row => row.AwayUntil is not null).ToFrozenDictionary(row => row.Id, row => row.AwayUntil!.Value),
                active.Select(row => row.Id).ToFrozenSet(),
                active.OrderBy(row => row.Id, StringComparer.Ordinal).GroupBy(row => row.RegionCode)
                    .ToFrozenDictionary(group => group.Key, group => group.Select(row => agents[row.Id]).ToArray()),
                duties.GroupBy(duty => duty.RegionCode).ToFrozenDictionary(
                    group => group.Key, group => group.OrderByDescending(Weight).ThenBy(duty => duty.Id, StringComparer.Ordinal).ToArray()));
        }

        /// <summary>By rota where the region has a line for the day, else its own agents in the order of their ids.</summary>
        public IReadOnlyList<ProxyAgent> OnDuty(string region, DateOnly day)
        {
            var line = Duties.GetValueOrDefault(region)?.FirstOrDefault(duty => Fits(duty, day));
            if (line is null) return [.. ByRegion.GetValueOrDefault(region, []).Where(agent => IsThere(agent.Id, day))];
            return [.. new[] { line.AgentId, line.StandInId ?? "" }.Where(id => IsThere(id, day)).Select(id => Agents[id])];
        }

        private bool IsThere(string id, DateOnly day) => Active.Contains(id) && (!AwayUntil.TryGetValue(id, out var until) || until < day);

        private static bool Fits(DutyRow duty, DateOnly day) =>
            (duty.Weekday is null || duty.Weekday == day.DayOfWeek) && (duty.From is null || duty.From <= day) && (duty.Until is null || duty.Until >= day);

        private static int Weight(DutyRow duty) => (duty.From is null && duty.Until is null ? 0 : 2) + (duty.Weekday is null ? 0 : 1);
    }
}

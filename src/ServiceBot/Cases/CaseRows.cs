using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;

namespace ServiceBot.Cases;

/// <summary>The sets of this folder's rows.</summary>
internal static class CaseRows
{
    extension(BotDb db)
    {
        public DbSet<CaseRow> Cases => db.Set<CaseRow>();

        public DbSet<CaseEventRow> CaseEvents => db.Set<CaseEventRow>();

        public DbSet<ProxyAgentRow> ProxyAgents => db.Set<ProxyAgentRow>();

        public DbSet<DutyRow> Duties => db.Set<DutyRow>();

        public DbSet<CounterRow> Counters => db.Set<CounterRow>();
    }
}

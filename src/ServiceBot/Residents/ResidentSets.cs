using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;

namespace ServiceBot.Residents;

/// <summary>The sets of this folder's rows.</summary>
internal static class ResidentSets
{
    extension(BotDb db)
    {
        public DbSet<ResidentRow> Residents => db.Set<ResidentRow>();

        public DbSet<ResidentLinkRow> ResidentLinks => db.Set<ResidentLinkRow>();

        public DbSet<LinkCodeRow> LinkCodes => db.Set<LinkCodeRow>();

        public DbSet<LinkTryRow> LinkTries => db.Set<LinkTryRow>();

        public DbSet<DraftHolderRow> DraftHolders => db.Set<DraftHolderRow>();
    }
}

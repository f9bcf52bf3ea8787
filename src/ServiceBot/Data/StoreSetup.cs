using Microsoft.EntityFrameworkCore;

namespace ServiceBot.Data;

/// <summary>Brings the store to this build's shape before anything else starts.</summary>
internal sealed class StoreSetup(BotDbFactory databases)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        if (db.Database.GetMigrations().Any()) await db.Database.MigrateAsync(cancellationToken);
        else await db.Database.EnsureCreatedAsync(cancellationToken);
    }
}

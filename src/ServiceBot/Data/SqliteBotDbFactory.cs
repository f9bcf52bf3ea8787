using Microsoft.EntityFrameworkCore;

namespace ServiceBot.Data;

/// <summary>
/// SQLite as a durable server store: write-ahead log, every commit synced to the disk (<c>FULL</c>: a power cut loses nothing that was
/// acknowledged), a wait instead of an error while another connection writes, and a log that <see cref="SqliteCheckpoint"/> empties beside the
/// commits; only past 64 MB a commit does it itself. Connections stay open with their contexts: to open one, with its pragmas and the functions
/// that EF Core brings along, costs several times what a query by key does. Not sealed: the simulator's store need not survive its machine.
/// </summary>
internal class SqliteBotDbFactory(IDbContextFactory<SqliteBotDb> contexts) : BotDbFactory
{
    protected virtual string Synchronous => "FULL";

    private string Pragmas =>
        $"PRAGMA journal_mode=WAL; PRAGMA synchronous={Synchronous}; PRAGMA busy_timeout=10000; PRAGMA foreign_keys=ON; PRAGMA wal_autocheckpoint=16384;";

    public override BotDb Create()
    {
        var db = contexts.CreateDbContext();
        try
        {
            db.Lend(Pragmas);
            return db;
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }
}

using System.ComponentModel.DataAnnotations;

namespace ServiceBot.Data;

/// <summary>Where the rows live: <c>ServiceBot:Store</c>.</summary>
internal sealed class StoreOptions
{
    public const string Section = "ServiceBot:Store";

    public StoreProvider Provider { get; set; } = StoreProvider.Sqlite;

    /// <summary>Null for SQLite means <c>servicebot.db</c> in the data folder; the other two need one.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Transactions in flight at once on PostgreSQL and SQL Server. SQLite has one writer, always.</summary>
    [Range(1, 16)]
    public int Writers { get; set; } = 2;

    /// <summary>Most units of work (turns) in one transaction.</summary>
    [Range(1, 4096)]
    public int GroupSize { get; set; } = 256;
}

internal enum StoreProvider { Sqlite, SqlServer, PostgreSql }

using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace ServiceBot.Data;

/// <summary>
/// The store. It names no entity: each feature maps its own rows with <see cref="IEntityTypeConfiguration{TEntity}"/> next to the row
/// and adds its <c>DbSet</c> as an extension property. One subclass per provider, because migrations belong to a context type.
/// </summary>
internal abstract class BotDb(DbContextOptions options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(BotDb).Assembly);
        // Orleans and identity keep the names of their own tables; ours are the row types' names without "Row".
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
            if (entity.ClrType.Name.EndsWith("Row", StringComparison.Ordinal))
                entity.SetTableName(entity.ClrType.Name[..^3]);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // UTC milliseconds: SQLite can then order and compare moments, and the three providers agree.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MomentConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
    }
}

/// <summary>Keeps its connection open while it rests in the pool: <see cref="SqliteBotDbFactory"/> says why.</summary>
internal sealed class SqliteBotDb(DbContextOptions<SqliteBotDb> options) : BotDb(options)
{
    public KeptStatements Statements { get; } = new();

    private DbConnection? _kept;
    private bool _lent;

    /// <param name="pragmas">For a connection that is opened now.</param>
    public void Lend(string pragmas)
    {
        _lent = true;
        if (_kept is not null) return;
        // Made by EF, with its functions, and taken from it: going back to the pool closes only what is the context's own.
        var connection = Database.GetDbConnection();
        Database.SetDbConnection(null);
        connection.Open();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = pragmas;
            command.ExecuteNonQuery();
        }

        Database.SetDbConnection(connection, contextOwnsConnection: false);
        _kept = connection;
    }

    public override void Dispose()
    {
        var ended = !GiveBack();
        base.Dispose();
        if (ended) _kept?.Dispose();
    }

    public override async ValueTask DisposeAsync()
    {
        var ended = !GiveBack();
        await base.DisposeAsync();
        if (ended && _kept is not null) await _kept.DisposeAsync();
    }

    /// <returns>False when it was not lent: the pool itself is done with it.</returns>
    private bool GiveBack()
    {
        var lent = _lent;
        _lent = false;
        return lent;
    }
}

internal sealed class PostgreSqlBotDb(DbContextOptions<PostgreSqlBotDb> options) : BotDb(options);

internal sealed class SqlServerBotDb(DbContextOptions<SqlServerBotDb> options) : BotDb(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        // A server's usual collation takes "Ab" and "aB" for the same key; conversation ids and message ids differ by case.
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
            foreach (var property in entity.GetProperties().Where(property => property.IsKey() || property.IsIndex() || property.IsForeignKey()))
                if ((property.GetProviderClrType() ?? property.ClrType) == typeof(string)) property.SetCollation("Latin1_General_100_BIN2");
    }
}

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

internal sealed class SqliteBotDb(DbContextOptions<SqliteBotDb> options) : BotDb(options);

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

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ServiceBot.Data;

/// <summary>For <c>dotnet ef</c> only: it makes migrations from the model and needs no server. The application never comes here.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteBotDb>
{
    public SqliteBotDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteBotDb>().UseSqlite().Options);
}

/// <inheritdoc cref="SqliteDesign"/>
internal sealed class PostgreSqlDesign : IDesignTimeDbContextFactory<PostgreSqlBotDb>
{
    public PostgreSqlBotDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgreSqlBotDb>().UseNpgsql().Options);
}

/// <inheritdoc cref="SqliteDesign"/>
internal sealed class SqlServerDesign : IDesignTimeDbContextFactory<SqlServerBotDb>
{
    public SqlServerBotDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqlServerBotDb>().UseSqlServer().Options);
}

using Microsoft.EntityFrameworkCore;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Data;

/// <summary>The migrations of each provider make the store that the model describes.</summary>
public abstract class MigrationTests(StoreFixture on)
{
    [Fact]
    public async Task An_empty_store_gets_every_migration()
    {
        await using var db = on.Store.Read();

        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.Equal(db.Database.GetMigrations(), await db.Database.GetAppliedMigrationsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_model_has_no_change_without_a_migration()
    {
        using var db = on.Store.Read();

        Assert.False(db.Database.HasPendingModelChanges(), "add a migration for each provider: src/README.md, recipe \"A row type\"");
    }
}

public sealed class MigrationsOnSqliteTests(OnSqlite on) : MigrationTests(on), IClassFixture<OnSqlite>;

public sealed class MigrationsOnPostgreSqlTests(OnPostgreSql on) : MigrationTests(on), IClassFixture<OnPostgreSql>;

/// <summary>Compares the model with its snapshot, which needs no server; applying them does.</summary>
public sealed class MigrationsOnSqlServerTests(OnSqlServer on) : MigrationTests(on), IClassFixture<OnSqlServer>
{
    [Fact]
    public void The_model_is_the_snapshot()
    {
        using var db = new ServiceBot.Data.SqlServerDesign().CreateDbContext([]);

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void The_script_that_migrates_from_any_state_parses()
    {
        using var db = new ServiceBot.Data.SqlServerDesign().CreateDbContext([]);
        var script = Microsoft.EntityFrameworkCore.Infrastructure.AccessorExtensions.GetService<Microsoft.EntityFrameworkCore.Migrations.IMigrator>(db)
            .GenerateScript(options: Microsoft.EntityFrameworkCore.Migrations.MigrationsSqlGenerationOptions.Idempotent);

        Assert.Contains("__EFMigrationsHistory", script, StringComparison.Ordinal);
        Assert.Empty(SqlServerScriptTests.FaultsIn(script));
    }
}

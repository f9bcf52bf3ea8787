using System.Data;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Data;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Data;

/// <summary>Connections and statements that outlive the contexts they were lent to.</summary>
public sealed class SqliteBotDbFactoryTests(OnSqlite sqlite) : IClassFixture<OnSqlite>
{
    [Fact]
    public async Task Every_connection_syncs_each_commit_to_the_disk()
    {
        var lent = Enumerable.Range(0, 3).Select(_ => sqlite.Store.Read()).ToList();
        foreach (var db in lent)
        {
            Assert.Equal(2, await PragmaAsync(db, "synchronous"));
            Assert.Equal(1, await PragmaAsync(db, "foreign_keys"));
            Assert.Equal("wal", await PragmaAsync(db, "journal_mode"));
        }

        foreach (var db in lent) await db.DisposeAsync();
    }

    [Fact]
    public async Task A_context_that_comes_back_from_the_pool_has_the_connection_it_had_open()
    {
        // More than the other tests of this class leave in the pool: all that is in it is lent.
        const int Lent = 8;
        var first = Enumerable.Range(0, Lent).Select(_ => sqlite.Store.Read()).ToList();
        var connections = first.ConvertAll(db => db.Database.GetDbConnection());
        Assert.All(connections, connection => Assert.Equal(ConnectionState.Open, connection.State));
        foreach (var db in first) await db.DisposeAsync();
        Assert.All(connections, connection => Assert.Equal(ConnectionState.Open, connection.State));

        var again = Enumerable.Range(0, Lent).Select(_ => sqlite.Store.Read()).ToList();
        Assert.All(again, db => Assert.Contains(db.Database.GetDbConnection(), connections));
        foreach (var db in again) await db.DisposeAsync();
    }

    [Fact]
    public async Task A_query_that_runs_again_sees_its_own_values_and_what_was_written_since()
    {
        await using (var db = sqlite.Store.Read())
        {
            db.AddRange(new CounterRow { Name = "a", Next = 1, Version = 1 }, new CounterRow { Name = "b", Next = 2, Version = 1 });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(1, await NextAsync("a"));
        Assert.Equal(2, await NextAsync("b"));
        await using (var db = sqlite.Store.Read())
            await db.Set<CounterRow>().Where(row => row.Name == "a").ExecuteUpdateAsync(set => set.SetProperty(row => row.Next, 7), TestContext.Current.CancellationToken);
        Assert.Equal(7, await NextAsync("a"));
        Assert.Equal(0, await NextAsync("none"));
    }

    [Fact]
    public async Task One_query_can_run_inside_another_of_the_same_text_and_be_left_in_the_middle()
    {
        await using var db = sqlite.Store.Read();
        db.AddRange(Enumerable.Range(0, 5).Select(n => new CounterRow { Name = $"n{n}", Next = n, Version = 9 }));
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        var inner = 0;
        await foreach (var outer in All(db))
        {
            await foreach (var _ in All(db)) inner++;
            if (outer.Name == "n2") break;
        }

        Assert.Equal(15, inner);
        Assert.Equal(5, await All(db).CountAsync(TestContext.Current.CancellationToken));

        static IAsyncEnumerable<CounterRow> All(BotDb db) => db.Set<CounterRow>().AsNoTracking().Where(row => row.Version == 9).OrderBy(row => row.Name).AsAsyncEnumerable();
    }

    private async Task<long> NextAsync(string name)
    {
        await using var db = sqlite.Store.Read();
        return await db.Set<CounterRow>().AsNoTracking().Where(row => row.Name == name).Select(row => row.Next).FirstOrDefaultAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<object?> PragmaAsync(BotDb db, string name)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA " + name;
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) is long number ? (int)number : await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}

using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.Tests.Support;
using ServiceBot.Transcripts;

namespace ServiceBot.Tests.Data;

/// <summary>Written together or not at all; acknowledged means written; a bad unit harms nobody else. The same on every provider.</summary>
public abstract class GroupCommitTests(StoreFixture on)
{
    [Fact]
    public async Task A_unit_is_written_whole()
    {
        Assert.Equal(CommitFailure.None, await on.Store.CommitAsync(Make.FirstTurn("dl-whole")));

        Assert.Equal((1, 1, 2, 1), await CountAsync("dl-whole"));
    }

    [Fact]
    public async Task A_key_that_is_taken_is_reported_and_leaves_nothing_of_its_unit()
    {
        await on.Store.CommitAsync(Make.FirstTurn("dl-taken"));
        var repeat = new CommitUnit();
        repeat.Insert(Make.Outbox("dl-taken", "written before the bad row"));
        repeat.Insert(Make.Transcript("dl-taken", 3));
        repeat.Insert(Make.Inbox("dl-taken", "m1", 3));
        repeat.Insert(Make.Outbox("dl-taken", "written after the bad row"));

        Assert.Equal(CommitFailure.Duplicate, await on.Store.CommitAsync(repeat));

        Assert.Equal((1, 1, 2, 1), await CountAsync("dl-taken"));
    }

    [Fact]
    public async Task A_version_that_has_moved_on_is_reported_and_leaves_nothing_of_its_unit()
    {
        await on.Store.CommitAsync(Make.FirstTurn("dl-stale"));
        Assert.Equal(CommitFailure.None, await on.Store.CommitAsync(NextTurn("dl-stale", 2, 1)));

        var late = NextTurn("dl-stale", 3, 1, key: "another");

        Assert.Equal(CommitFailure.Stale, await on.Store.CommitAsync(late));
        Assert.Equal((1, 2, 3, 1), await CountAsync("dl-stale"));
    }

    [Fact]
    public async Task Bad_units_among_many_fail_alone()
    {
        await on.Store.CommitAsync(Make.FirstTurn("dl-many-old"));
        var units = Enumerable.Range(0, 200).Select(n => (n % 10) switch
        {
            3 => Make.FirstTurn("dl-many-old", $"m-{n}"),
            7 => NextTurn("dl-many-old", 99, 98, $"s-{n}"),
            _ => Make.FirstTurn($"dl-many-{n:000}"),
        });

        var results = await on.Store.CommitTogetherAsync(units);

        var expected = Enumerable.Range(0, 200).Select(n => (n % 10) switch
        {
            3 => CommitFailure.Duplicate,
            7 => CommitFailure.Stale,
            _ => CommitFailure.None,
        });
        Assert.Equal(expected, results);
        Assert.Equal((1, 1, 2, 1), await CountAsync("dl-many-old"));
        await using var db = on.Store.Read();
        Assert.Equal(160, await db.Conversations.CountAsync(row => row.Id.StartsWith("dl-many-") && row.Id != "dl-many-old", TestContext.Current.CancellationToken));
        Assert.Equal(320, await db.Transcripts.CountAsync(row => row.ConversationId.StartsWith("dl-many-") && row.ConversationId != "dl-many-old", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_row_the_store_cannot_hold_fails_alone()
    {
        var bad = Make.FirstTurn("dl-refused");
        bad.Insert(new TranscriptRow { ConversationId = "dl-refused", Seq = 3, TurnSeq = 3, At = Make.Morning, FromBot = true, Type = "message", Payload = null! });
        var good = Enumerable.Range(0, 20).Select(n => on.Store.CommitAsync(Make.FirstTurn($"dl-beside-{n:00}"))).ToList();
        var refused = on.Store.CommitAsync(bad);
        good.AddRange(Enumerable.Range(20, 20).Select(n => on.Store.CommitAsync(Make.FirstTurn($"dl-beside-{n:00}"))));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => refused);

        Assert.All(await Task.WhenAll(good), result => Assert.Equal(CommitFailure.None, result));
        Assert.Equal((0, 0, 0, 0), await CountAsync("dl-refused"));
    }

    [Fact]
    public async Task Of_units_that_want_the_same_key_at_once_one_gets_it()
    {
        await on.Store.CommitAsync(Make.FirstTurn("dl-race"));

        var results = await on.Store.CommitTogetherAsync(Enumerable.Range(0, 60).Select(n =>
        {
            var unit = new CommitUnit();
            unit.Insert(Make.Inbox("dl-race", "wanted", n));
            unit.Insert(Make.Outbox("dl-race", $"race/{n}"));
            return unit;
        }));

        Assert.Single(results, CommitFailure.None);
        Assert.Equal(59, results.Count(result => result == CommitFailure.Duplicate));
        Assert.Equal((1, 2, 2, 2), await CountAsync("dl-race"));
    }

    [Fact]
    public async Task The_fence_lets_one_of_many_writers_through_at_each_version()
    {
        const int writers = 8, turns = 15;
        await on.Store.CommitAsync(Make.FirstTurn("dl-fence"));

        await Task.WhenAll(Enumerable.Range(0, writers).Select(async writer =>
        {
            for (var turn = 0; turn < turns;)
            {
                await using var db = on.Store.Read();
                var version = await db.Conversations.Where(row => row.Id == "dl-fence").Select(row => row.Version).SingleAsync();
                if (await on.Store.CommitAsync(NextTurn("dl-fence", version + 1, version, $"w{writer}-{turn}")) == CommitFailure.None) turn++;
            }
        }));

        await using var read = on.Store.Read();
        var row = await read.Conversations.SingleAsync(row => row.Id == "dl-fence", TestContext.Current.CancellationToken);
        Assert.Equal(1 + (writers * turns), row.Version);
        Assert.Equal(1 + (writers * turns), await read.Inbox.CountAsync(row => row.ConversationId == "dl-fence", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Units_that_touch_the_same_rows_in_opposite_order_all_end()
    {
        await on.Store.CommitTogetherAsync([Make.FirstTurn("dl-cross-a"), Make.FirstTurn("dl-cross-b")]);

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(n =>
        {
            string[] order = n % 2 == 0 ? ["dl-cross-a", "dl-cross-b"] : ["dl-cross-b", "dl-cross-a"];
            var unit = new CommitUnit();
            foreach (var id in order) unit.Overwrite(Make.Conversation(id, version: n));
            return on.Store.CommitAsync(unit);
        }));

        Assert.All(results, result => Assert.Equal(CommitFailure.None, result));
    }

    [Fact]
    public async Task Letters_to_one_recipient_keep_the_order_of_their_commits()
    {
        for (var n = 0; n < 20; n++)
        {
            var unit = new CommitUnit();
            unit.Insert(Make.Outbox("dl-order", $"order/{n}/a"));
            unit.Insert(Make.Outbox("dl-order", $"order/{n}/b"));
            await on.Store.CommitTogetherAsync([unit, Make.FirstTurn($"dl-order-noise-{n}")]);
        }

        await using var db = on.Store.Read();
        var keys = await db.Outbox.Where(row => row.Recipient == "dl-order").OrderBy(row => row.Id).Select(row => row.Key)
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, 20).SelectMany(n => new[] { $"order/{n}/a", $"order/{n}/b" }), keys);
    }

    [Fact]
    public async Task Overwriting_a_row_that_is_not_there_is_stale()
    {
        var unit = new CommitUnit();
        unit.Insert(Make.Inbox("dl-nowhere", "m1"));
        unit.Overwrite(Make.Conversation("dl-nowhere"));

        Assert.Equal(CommitFailure.Stale, await on.Store.CommitAsync(unit));
        Assert.Equal((0, 0, 0, 0), await CountAsync("dl-nowhere"));
    }

    private static CommitUnit NextTurn(string conversation, long version, long expected, string key = "next")
    {
        var unit = new CommitUnit();
        unit.Insert(Make.Inbox(conversation, key, version));
        unit.Insert(Make.Transcript(conversation, 100 + version));
        unit.Update(Make.Conversation(conversation, version), expected);
        return unit;
    }

    private async Task<(int Conversations, int Inbox, int Transcripts, int Outbox)> CountAsync(string id)
    {
        await using var db = on.Store.Read();
        return (
            await db.Conversations.CountAsync(row => row.Id == id),
            await db.Inbox.CountAsync(row => row.ConversationId == id),
            await db.Transcripts.CountAsync(row => row.ConversationId == id),
            await db.Outbox.CountAsync(row => row.Recipient == id));
    }
}

public sealed class GroupCommitOnSqliteTests(OnSqlite on) : GroupCommitTests(on), IClassFixture<OnSqlite>;

public sealed class GroupCommitOnPostgreSqlTests(OnPostgreSql on) : GroupCommitTests(on), IClassFixture<OnPostgreSql>;

public sealed class GroupCommitOnSqlServerTests(OnSqlServer on) : GroupCommitTests(on), IClassFixture<OnSqlServer>;

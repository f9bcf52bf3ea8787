using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.Domain.Cases;
using ServiceBot.Tests.Support;
using ServiceBot.Transcripts;

namespace ServiceBot.Tests.Data;

/// <summary>What goes in comes out, in the order asked for, also after a restart. The same on every provider.</summary>
public abstract class StoreTests(StoreFixture on)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_set_can_be_read_from_its_table()
    {
        await using var db = on.Store.Read();
        foreach (var entity in db.Model.GetEntityTypes().Where(entity => !entity.IsOwned() && !entity.HasSharedClrType))
        {
            var rows = (IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(entity.ClrType).Invoke(db, null)!;
            await rows.Take(1).ToListAsync(Cancel);
        }
    }

    [Fact]
    public async Task Moments_enumerations_and_texts_come_back_as_they_went_in()
    {
        const string text = "𠮷野家 👵🏽 é \"quoted\" 'single' \\ %_ \r\n\t\u200B";
        var row = new OutboxRow
        {
            Recipient = "dl-trip",
            Kind = OutboxKind.Send,
            Key = "trip/1",
            Payload = text,
            CreatedAt = Make.Morning,
            DueAt = DateTimeOffset.UnixEpoch.AddMilliseconds(-1),
            State = OutboxState.Dead,
            Attempts = 3,
            LastError = "",
            SentAt = null,
            ProviderId = null,
        };
        var unit = new CommitUnit();
        unit.Insert(row);
        unit.Insert(new TranscriptRow
        {
            ConversationId = "dl-trip",
            Seq = long.MaxValue,
            TurnSeq = 1,
            At = Make.Morning,
            FromBot = true,
            Type = "message",
            Text = null,
            Payload = new string('办', 100_000),
        });

        Assert.Equal(CommitFailure.None, await on.Store.CommitAsync(unit));

        await using var db = on.Store.Read();
        var read = await db.Outbox.SingleAsync(candidate => candidate.Key == "trip/1", Cancel);
        Assert.True(read.Id > 0);
        Assert.Equal((text, OutboxKind.Send, OutboxState.Dead, 3), (read.Payload, read.Kind, read.State, read.Attempts));
        Assert.Equal((row.CreatedAt, row.DueAt), (read.CreatedAt, read.DueAt));
        Assert.Equal(("", null, null), (read.LastError, read.SentAt, read.ProviderId));
        var transcript = await db.Transcripts.SingleAsync(candidate => candidate.ConversationId == "dl-trip", Cancel);
        Assert.Equal((long.MaxValue, true, null, 100_000), (transcript.Seq, transcript.FromBot, transcript.Text, transcript.Payload.Length));
    }

    [Fact]
    public async Task What_the_change_tracker_writes_and_what_the_group_commit_writes_is_the_same()
    {
        await using (var db = on.Store.Read())
        {
            db.Add(Make.Conversation("dl-same-ef", state: "状态"));
            db.Add(Make.Outbox("dl-same-ef", "same/ef"));
            await db.SaveChangesAsync(Cancel);
        }

        var unit = new CommitUnit();
        unit.Insert(Make.Conversation("dl-same-gc", state: "状态"));
        unit.Insert(Make.Outbox("dl-same-gc", "same/gc"));
        await on.Store.CommitAsync(unit);

        await using var read = on.Store.Read();
        Assert.Equal(await ValuesAsync(read, "dl-same-ef"), await ValuesAsync(read, "dl-same-gc"));
    }

    [Fact]
    public async Task Moments_order_and_compare_in_the_database()
    {
        var unit = new CommitUnit();
        // Mornings written in other zones: 01:00Z, 02:00Z, 03:00Z.
        foreach (var (key, offset) in new[] { ("b", 8), ("c", -5), ("a", 0) })
        {
            var hour = key[0] - 'a' + 1;
            unit.Insert(new InboxRow
            {
                ConversationId = "dl-moments",
                Key = key,
                Seq = 1,
                ReceivedAt = new DateTimeOffset(2026, 3, 9, hour, 0, 0, TimeSpan.Zero).ToOffset(TimeSpan.FromHours(offset)),
            });
        }

        await on.Store.CommitAsync(unit);

        await using var db = on.Store.Read();
        var from = new DateTimeOffset(2026, 3, 9, 10, 0, 0, TimeSpan.FromHours(8));
        var keys = await db.Inbox.Where(row => row.ConversationId == "dl-moments" && row.ReceivedAt >= from).OrderByDescending(row => row.ReceivedAt)
            .Select(row => row.Key).ToListAsync(Cancel);
        Assert.Equal(["c", "b"], keys);
    }

    [Fact]
    public async Task An_outbox_key_is_taken_once_whoever_is_the_recipient()
    {
        var first = new CommitUnit();
        first.Insert(Make.Outbox("dl-key-1", "case/1/2/resident"));
        var second = new CommitUnit();
        second.Insert(Make.Outbox("dl-key-2", "case/1/2/resident"));

        Assert.Equal(CommitFailure.None, await on.Store.CommitAsync(first));
        Assert.Equal(CommitFailure.Duplicate, await on.Store.CommitAsync(second));
    }

    [Fact]
    public async Task A_confirmed_request_makes_one_case_whatever_its_number()
    {
        var units = Enumerable.Range(0, 10).Select(n =>
        {
            var unit = new CommitUnit();
            unit.Insert(Make.CaseRow($"26000{n:0000}", "instance-1/create"));
            return unit;
        });

        var results = await on.Store.CommitTogetherAsync(units);

        Assert.Single(results, CommitFailure.None);
        await using var db = on.Store.Read();
        var row = await db.Set<CaseRow>().SingleAsync(candidate => candidate.OriginKey == "instance-1/create", Cancel);
        Assert.Equal((CaseState.Authorised, Make.Morning.AddDays(1), null, null), (row.State, row.ProxyDueAt, row.AuthorityDueAt, row.Rating));
    }

    [Fact]
    public async Task Keys_that_differ_by_case_are_two_keys()
    {
        var first = new CommitUnit();
        first.Insert(Make.Inbox("dl-case", "aB"));
        var second = new CommitUnit();
        second.Insert(Make.Inbox("dl-case", "Ab"));

        Assert.Equal([CommitFailure.None, CommitFailure.None], await on.Store.CommitTogetherAsync([first, second]));
    }

    [Fact]
    public async Task A_restart_keeps_everything()
    {
        await on.Store.CommitTogetherAsync(Enumerable.Range(0, 50).Select(n => Make.FirstTurn($"dl-restart-{n:00}")));

        await on.RestartAsync();

        await using var db = on.Store.Read();
        Assert.Equal(50, await db.Conversations.CountAsync(row => row.Id.StartsWith("dl-restart-"), Cancel));
        Assert.Equal(100, await db.Transcripts.CountAsync(row => row.ConversationId.StartsWith("dl-restart-"), Cancel));
        Assert.Equal(CommitFailure.Duplicate, await on.Store.CommitAsync(Make.FirstTurn("dl-restart-07")));
    }

    private static async Task<string> ValuesAsync(BotDb db, string id)
    {
        var conversation = await db.Conversations.AsNoTracking().SingleAsync(row => row.Id == id, Cancel);
        var letter = await db.Outbox.AsNoTracking().SingleAsync(row => row.Recipient == id, Cancel);
        object?[] values =
        [
            conversation.Channel, conversation.UserId, conversation.Locale, conversation.State, conversation.Version, conversation.LastSeq, conversation.Ended,
            conversation.CreatedAt, conversation.LastTurnAt, conversation.Reference, letter.Kind, letter.Payload, letter.State, letter.DueAt, letter.Attempts,
            letter.SentAt,
        ];
        return string.Join('|', values);
    }
}

public sealed class StoreOnSqliteTests(OnSqlite on) : StoreTests(on), IClassFixture<OnSqlite>
{
    [Fact]
    public async Task A_commit_reaches_the_disk_before_it_is_acknowledged()
    {
        await using var db = on.Store.Read();
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);

        Assert.Equal("wal", await ScalarAsync(db, "PRAGMA journal_mode"));
        Assert.Equal("2", await ScalarAsync(db, "PRAGMA synchronous"));
    }

    private static async Task<string?> ScalarAsync(BotDb db, string sql)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))?.ToString();
    }
}

public sealed class StoreOnPostgreSqlTests(OnPostgreSql on) : StoreTests(on), IClassFixture<OnPostgreSql>;

public sealed class StoreOnSqlServerTests(OnSqlServer on) : StoreTests(on), IClassFixture<OnSqlServer>;

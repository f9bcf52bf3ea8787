using Microsoft.EntityFrameworkCore;
using ServiceBot.Conversations.Questions;
using ServiceBot.Data;
using ServiceBot.Tests.Data;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Conversations.Questions;

/// <summary>The list of unanswered questions, counted by the store. The same on every provider.</summary>
public abstract class QuestionGroupsTests(StoreFixture on)
{
    private static readonly DateTimeOffset Decided = Make.Morning.AddHours(1);
    private int _seq;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_most_frequent_come_first_and_pages_leave_nothing_out_and_repeat_nothing()
    {
        await PutAsync("pages", [.. Enumerable.Range(0, 65).SelectMany(group => Enumerable.Range(0, 1 + group % 3).Select(_ => (Key(group), Make.Morning)))]);
        await using var db = on.Store.Read();
        var within = db.Questions.Where(row => row.Channel == "pages");
        var seen = new List<QuestionGroup>();
        QuestionCursor? after = null;
        do
        {
            (var page, after) = await new QuestionGroups(db).ListAsync(within, QuestionFilter.Open, QuestionCursor.Parse(after?.ToString()), Cancel);
            seen.AddRange(page);
        }
        while (after is not null);

        Assert.Equal(65, seen.Select(group => group.Facts.Key).Distinct().Count());
        Assert.Equal(65, seen.Count);
        Assert.Equal(seen.OrderByDescending(group => group.Facts.Count).ThenBy(group => group.Facts.Key, StringComparer.Ordinal).Select(group => group.Facts.Key), seen.Select(group => group.Facts.Key));
    }

    [Fact]
    public async Task What_is_open_done_and_back_again_is_told_apart()
    {
        await PutAsync("standing",
        [
            ("new", Make.Morning), ("answered", Make.Morning), ("back", Make.Morning), ("back", Decided.AddMinutes(1)), ("dismissed", Decided.AddMinutes(1)), ("reopened", Make.Morning),
        ]);
        await using (var db = on.Store.Read())
        {
            foreach (var (key, verdict) in new[] { ("answered", QuestionVerdict.Answered), ("back", QuestionVerdict.Handled), ("dismissed", QuestionVerdict.Dismissed), ("reopened", QuestionVerdict.Open) })
                db.Add(new QuestionVerdictRow { GroupKey = key, Verdict = verdict, At = Decided, By = "x", Note = "n", Version = 2 });
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Equal(["back", "new", "reopened"], await KeysAsync(QuestionFilter.Open));
        Assert.Equal(["answered", "dismissed"], await KeysAsync(QuestionFilter.Done));
        Assert.Equal(5, (await KeysAsync(QuestionFilter.All)).Count);
        await using var read = on.Store.Read();
        var back = await new QuestionGroups(read).FindAsync(read.Questions.Where(row => row.Channel == "standing"), "back", Cancel);
        Assert.True(back is { Facts: { CameBack: true, IsOpen: true, Count: 2, Version: 2, Note: "n" } });
        Assert.Null(await new QuestionGroups(read).FindAsync(read.Questions.Where(row => row.Channel == "nobody"), "back", Cancel));
    }

    private static string Key(int group) => $"p{group:00}";

    private async Task<List<string>> KeysAsync(QuestionFilter filter)
    {
        await using var db = on.Store.Read();
        var (groups, _) = await new QuestionGroups(db).ListAsync(db.Questions.Where(row => row.Channel == "standing"), filter, null, Cancel);
        return [.. groups.Select(group => group.Facts.Key).Order(StringComparer.Ordinal)];
    }

    private async Task PutAsync(string channel, IReadOnlyList<(string Key, DateTimeOffset At)> questions)
    {
        var unit = new CommitUnit();
        foreach (var (key, at) in questions)
            unit.Insert(new QuestionRow
            {
                ConversationId = "dl-" + channel, Seq = ++_seq, Text = "问", GroupKey = key, Reason = UnansweredReason.NoInfo, Channel = channel, At = at,
            });
        Assert.Equal(CommitFailure.None, await on.Store.CommitAsync(unit));
    }
}

public sealed class QuestionGroupsOnSqliteTests(OnSqlite on) : QuestionGroupsTests(on), IClassFixture<OnSqlite>;

public sealed class QuestionGroupsOnPostgreSqlTests(OnPostgreSql on) : QuestionGroupsTests(on), IClassFixture<OnPostgreSql>;

public sealed class QuestionGroupsOnSqlServerTests(OnSqlServer on) : QuestionGroupsTests(on), IClassFixture<OnSqlServer>
{
    [Fact]
    public void The_list_is_a_statement_that_the_server_parses()
    {
        using var db = new SqlServerDesign().CreateDbContext([]);
        foreach (var filter in Enum.GetValues<QuestionFilter>())
            Assert.Empty(SqlServerScriptTests.FaultsIn(new QuestionGroups(db).Filtered(db.Questions, filter).OrderByDescending(group => group.Count).Take(30).ToQueryString()));
    }
}

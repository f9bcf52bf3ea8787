using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceBot.Cases;
using ServiceBot.Conversations.Lines;
using ServiceBot.Conversations.Linking;
using ServiceBot.Data;
using ServiceBot.Residents;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Residents;

/// <summary>What links, moved forms and agents' lines read and write. The same on every provider.</summary>
public abstract class LinkStoreTests(StoreFixture on)
{
    private static readonly DateTimeOffset Now = Make.Morning;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_code_links_once_the_others_are_found_letters_go_where_she_wants_and_the_end_is_the_end()
    {
        var code = await CodeAsync("dl-store-a");
        var given = (await Desk.CheckAsync("sms-store-b", code, 1, Now, Cancel)).Given!;
        var (first, second) = (await Desk.JoinAsync(given, "sms-store-b", "sms", Now, Cancel), await Desk.JoinAsync(given, "sms-store-c", "sms", Now, Cancel));
        await CommitAsync(first);
        Assert.NotEqual(CommitFailure.None, await on.Store.CommitAsync(second.Rows));

        Assert.Equal(["sms-store-b"], await Linked.OthersAsync("dl-store-a", Cancel));
        Assert.Equal(["sms-store-b", "dl-store-a"], await Linked.AllAsync("sms-store-b", Cancel));
        Assert.Equal("sms-store-b", await Linked.ForLettersAsync("sms-store-b", Cancel));
        await CommitAsync(await Desk.PreferAsync("sms-store-b", "directline", Cancel));
        Assert.Equal("dl-store-a", await Linked.ForLettersAsync("sms-store-b", Cancel));
        var end = await Desk.EndAsync("dl-store-a", Now, Cancel);
        await CommitAsync(end);
        Assert.Equal(["sms-store-b"], end.Others);
        Assert.Empty(await Linked.OthersAsync("sms-store-b", Cancel));
        Assert.Equal(LinkRefusals.None, (await Desk.EndAsync("dl-store-a", Now, Cancel)).Refused);
    }

    [Fact]
    public async Task Wrong_codes_are_counted_each_message_once_and_lock_for_an_hour()
    {
        for (var seq = 1; seq <= 5; seq++)
        {
            var wrong = await Desk.CheckAsync("sms-store-guess", "000000", seq, Now, Cancel);
            Assert.Null(wrong.Given);
            await CommitAsync(wrong.Outcome);
            Assert.Equal(CommitFailure.Duplicate, await on.Store.CommitAsync(wrong.Outcome.Rows));
        }

        Assert.Equal(LinkRefusals.Locked, (await Desk.CheckAsync("sms-store-guess", "000001", 6, Now, Cancel)).Outcome.Refused);
        Assert.Equal(LinkRefusals.Wrong, (await Desk.CheckAsync("sms-store-guess", "000001", 7, Now.AddMinutes(61), Cancel)).Outcome.Refused);
    }

    [Fact]
    public async Task A_newer_code_and_a_line_end_the_codes_before()
    {
        var older = await CodeAsync("dl-store-codes");
        var newer = await CodeAsync("dl-store-codes");
        Assert.Null((await Desk.CheckAsync("sms-store-x", older, 1, Now, Cancel)).Given);
        var agents = await CodeAsync("dl-agent-STORE");
        await CommitRowsAsync(await Desk.SpendAsync((await Desk.CheckAsync("dl-store-codes", agents, 1, Now, Cancel)).Given!, "dl-store-codes", Now, Cancel));
        Assert.Null((await Desk.CheckAsync("sms-store-x", newer, 2, Now, Cancel)).Given);
        Assert.Null((await Desk.CheckAsync("sms-store-x", agents, 3, Now, Cancel)).Given);
    }

    [Fact]
    public async Task Of_two_who_write_a_forms_holder_at_once_one_holds_it()
    {
        var drafts = new ElsewhereDrafts(on.Store.Databases, null!, null!, null!, null!);
        var holder = new DraftHolderRow { InstanceId = "form-1", ConversationId = "dl-store-form", At = Now, Version = 1 };
        CommitUnit Unit(Action<CommitUnit> write)
        {
            var unit = new CommitUnit();
            write(unit);
            return unit;
        }

        await CommitRowsAsync(Unit(unit => unit.Insert(holder)));
        Assert.Equal(CommitFailure.Duplicate, await on.Store.CommitAsync(Unit(unit => unit.Insert(holder with { ConversationId = "sms-store-form" }))));
        await CommitRowsAsync(Unit(unit => unit.Update(holder with { ConversationId = "sms-store-form", Version = 2 }, 1)));
        Assert.Equal(CommitFailure.Stale, await on.Store.CommitAsync(Unit(unit => unit.Update(holder with { Submitted = true, Version = 2 }, 1))));
        var held = Assert.Single(await drafts.HoldersAsync(["form-1", "form-2"], Cancel)).Value;
        Assert.Equal(("sms-store-form", false, 2), (held.ConversationId, held.Submitted, held.Version));
    }

    [Fact]
    public async Task A_line_is_one_while_both_sides_say_so_and_he_is_active_and_two_at_once_make_one()
    {
        var lines = new AgentLines(on.Store.Databases, Desk, Linked, null!, null!);
        var agent = new ProxyAgentRow { Id = "STORE", Name = "张三", Post = "村会计", Phone = "1", RegionCode = Make.Nanlou, Version = 1 };
        var unit = new CommitUnit();
        unit.Insert(agent);
        foreach (var id in new[] { "sms-store-1", "sms-store-2" }) unit.Insert(Make.Conversation(id) with { ProxyAgentId = "STORE" });
        await CommitRowsAsync(unit);
        Assert.Null(await lines.OfAsync("STORE", Cancel));

        CommitUnit Line(string? line, long version, bool active = true)
        {
            var change = new CommitUnit();
            change.Update(agent with { Line = line, Active = active, Version = version }, version - 1);
            return change;
        }

        var results = await on.Store.CommitTogetherAsync([Line("sms-store-1", 2), Line("sms-store-2", 2)]);
        Assert.Single(results, CommitFailure.None);
        Assert.Single(results, CommitFailure.Stale);
        var line = await lines.OfAsync("STORE", Cancel);
        Assert.Equal(results[0] == CommitFailure.None ? "sms-store-1" : "sms-store-2", line);
        await CommitRowsAsync(Line(line, 3, active: false));
        Assert.Null(await lines.OfAsync("STORE", Cancel));
        await CommitRowsAsync(Line("sms-of-nobody", 4));
        Assert.Null(await lines.OfAsync("STORE", Cancel));
    }

    private LinkedConversations Linked => new(on.Store.Databases);

    private LinkDesk Desk => new(
        on.Store.Databases, new LinkCodes(Options.Create(new LinkingOptions { Key = "a key of the store tests" }), null!), Options.Create(new LinkingOptions()));

    private async Task<string> CodeAsync(string conversation)
    {
        var given = await Desk.GiveAsync(conversation, "directline", Now, Cancel);
        await CommitAsync(given);
        return given.Code!;
    }

    private Task CommitAsync(LinkOutcome outcome) => CommitRowsAsync(outcome.Rows);

    private async Task CommitRowsAsync(CommitUnit unit) => Assert.Equal(CommitFailure.None, await on.Store.CommitAsync(unit));
}

public sealed class LinksOnSqliteTests(OnSqlite on) : LinkStoreTests(on), IClassFixture<OnSqlite>;

public sealed class LinksOnPostgreSqlTests(OnPostgreSql on) : LinkStoreTests(on), IClassFixture<OnPostgreSql>;

public sealed class LinksOnSqlServerTests(OnSqlServer on) : LinkStoreTests(on), IClassFixture<OnSqlServer>;

using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.Domain.Cases;
using ServiceBot.Domain.Catalog;
using ServiceBot.Notifications;
using ServiceBot.Platform;
using ServiceBot.Tests.Support;

namespace ServiceBot.Tests.Cases;

public sealed class CaseDeskTests(App app) : IClassFixture<App>
{
    private static readonly CaseActor A = CaseActor.ProxyAgent("AGENT-A");
    private static readonly CaseActor B = CaseActor.ProxyAgent("AGENT-B");

    private CaseDesk Desk => app.Services.GetRequiredService<CaseDesk>();

    private CaseQueries Queries => app.Services.GetRequiredService<CaseQueries>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_confirmed_dialog_makes_one_case_however_often_its_turn_runs()
    {
        Assert.Equal(CommitFailure.None, await CommitAsync(Open("dl-once", "i1/create")));
        Assert.Equal(CommitFailure.Duplicate, await CommitAsync(Open("dl-once", "i1/create")));
        Assert.Single(await Queries.OfConversationAsync("dl-once", Cancel));
    }

    [Fact]
    public async Task The_walk_of_an_errand_in_the_agents_hands()
    {
        var reference = await OpenAsync("dl-walk", "i2/create");
        await ActAsync(reference, new CaseCommand.TakeOn(), A);
        await ActAsync(reference, new CaseCommand.Supplement(["身份证复印件"]), A);
        await ActAsync(reference, new CaseCommand.Submit(), A);
        await ActAsync(reference, new CaseCommand.Complete("已批准，下月起每月发放"), A);
        await ActAsync(reference, new CaseCommand.Rate(5), CaseActor.Resident("dl-walk"));

        var detail = (await Queries.OfConversationAsync("dl-walk", reference, Cancel))!;
        Assert.Equal((CaseState.Completed, 5), (detail.Row.State, detail.Row.Rating));
        Assert.Equal(["Opened", "TakenOn", "MaterialsAsked", "HandedIn", "Completed", "Rated"], detail.Events.Select(happened => happened.GetType().Name));

        var letters = await LettersAsync(reference);
        Assert.Equal(
            ["1/agent notice_agent_new", "2/resident notice_case_taken_on", "3/resident notice_case_materials_asked", "4/resident notice_case_submitted", "5/resident notice_case_completed"],
            letters.Select(pair => $"{pair.Key[($"case/{reference}/".Length)..]} {pair.Letter.Text}"));
        Assert.Equal("rating", letters[^1].Letter.StartDialog);
        Assert.Equal(["5", "4", "3", "2", "1"], letters[^1].Letter.Choices.Select(choice => choice.Value));
    }

    [Fact]
    public async Task A_new_errand_tells_the_agent_who_what_which_papers_and_by_when()
    {
        var reference = await OpenAsync("dl-letter", "i3/create");
        var (row, letter) = (await LettersAsync(reference)).Select(pair => (pair.Row, pair.Letter)).Single();
        Assert.Equal("dl-agent-AGENT-A", row.Recipient);
        Assert.DoesNotContain("13900010001", row.Payload, StringComparison.Ordinal);
        var text = Text(letter);
        Assert.Contains("李桂花", text, StringComparison.Ordinal);
        Assert.Contains("13900010001", text, StringComparison.Ordinal);
        Assert.Contains("身份证复印件、户口簿复印件、一寸照片", text, StringComparison.Ordinal);
        Assert.Equal([$"1 {reference}", $"2 {reference}"], letter.Choices.Select(choice => choice.Value));
    }

    [Theory]
    [InlineData("zh-Hans")]
    [InlineData("en")]
    public async Task No_letter_shows_a_hole(string locale)
    {
        var reference = await OpenAsync("dl-holes-" + locale, "i4/create/" + locale);
        foreach (var (command, actor) in new (CaseCommand, CaseActor)[]
        {
            (new CaseCommand.TakeOn(), A), (new CaseCommand.HandToStandIn("开会"), A), (new CaseCommand.TakeOn(), A), (new CaseCommand.HandToStandIn("开会"), A),
            (new CaseCommand.TakeOn(), B), (new CaseCommand.Supplement(["照片"], "白底"), B), (new CaseCommand.MaterialsReceived(), B), (new CaseCommand.Submit("县民政局"), B),
            (new CaseCommand.AuthorityAccepted(), B), (new CaseCommand.BeginReview(), B), (new CaseCommand.Suspend("评审", 5), B), (new CaseCommand.Resume(), B),
            (new CaseCommand.Extend(5, "复杂"), B), (new CaseCommand.Decide(true), B), (new CaseCommand.Complete("好了"), B), (new CaseCommand.Deliver(), B),
            (new CaseCommand.Reopen("没到账"), CaseActor.Staff("township")), (new CaseCommand.LeaveMessage("电话换了"), CaseActor.Resident("dl-holes-" + locale)),
            (new CaseCommand.Assign("AGENT-T", null, "请假"), CaseActor.Staff("township")), (new CaseCommand.Return("不符合"), CaseActor.Staff("township")),
            (new CaseCommand.Reopen("再办"), CaseActor.Staff("township")), (new CaseCommand.Submit(), CaseActor.Staff("township")),
            (new CaseCommand.AuthorityRefused("材料不符"), CaseActor.Staff("township")), (new CaseCommand.Reopen("再办"), CaseActor.Staff("township")),
            (new CaseCommand.Withdraw("不办了"), CaseActor.Staff("township")),
        })
            await ActAsync(reference, command, actor);

        var letters = await LettersAsync(reference);
        Assert.All(letters, pair =>
        {
            var text = Text(pair.Letter, locale);
            Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
            Assert.DoesNotContain("@", text, StringComparison.Ordinal);
            Assert.All(pair.Letter.Choices, choice => Assert.NotEmpty(app.Services.GetRequiredService<TextBook>().Template(choice.LabelText, locale)));
        });
        Assert.Equal(33, letters.Count);
    }

    [Fact]
    public async Task Another_residents_number_finds_nothing_and_does_nothing()
    {
        var reference = await OpenAsync("dl-hers", "i5/create");
        Assert.Null(await Queries.OfConversationAsync("dl-other", reference, Cancel));
        var outcome = await Desk.ActAsync(new CaseAct(reference, new CaseCommand.Withdraw(), CaseActor.Resident("dl-other")), Cancel);
        Assert.Equal(new CaseOutcome.Refused(CaseRefusals.NotFound), outcome);
    }

    [Fact]
    public async Task A_page_that_shows_an_old_version_changes_nothing()
    {
        var reference = await OpenAsync("dl-stale", "i6/create");
        await ActAsync(reference, new CaseCommand.TakeOn(), A);
        var outcome = await Desk.ActAsync(new CaseAct(reference, new CaseCommand.Submit(), A, ExpectedVersion: 1), Cancel);
        Assert.Equal(new CaseOutcome.Refused(CaseRefusals.Stale), outcome);
    }

    [Fact]
    public async Task Two_who_act_at_once_both_succeed_or_one_is_told_why()
    {
        var reference = await OpenAsync("dl-race", "i7/create");
        var outcomes = await Task.WhenAll(
            Desk.ActAsync(new CaseAct(reference, new CaseCommand.TakeOn(), A), Cancel), Desk.ActAsync(new CaseAct(reference, new CaseCommand.TakeOn(), B), Cancel));
        Assert.Single(outcomes, outcome => outcome is CaseOutcome.Done);
        var detail = (await Queries.FindAsync(reference, Cancel))!;
        Assert.Equal(2, detail.Events.Count);
    }

    [Fact]
    public async Task Phone_and_identity_number_are_sealed_and_shown_masked()
    {
        var reference = await OpenAsync("dl-sealed", "i8/create");
        var row = await app.InStoreAsync(db => db.Cases.AsNoTracking().SingleAsync(row => row.Reference == reference, Cancel));
        Assert.DoesNotContain("13900010001", row.Phone + row.Authorisation + row.Answers, StringComparison.Ordinal);
        Assert.Equal(("139****0001", "130***********0022"), (row.PhoneMasked, row.ResidentIdMasked));
        var seals = app.Services.GetRequiredService<CaseSeals>();
        Assert.Equal(("13900010001", "130199194503150022"), (seals.Phone(row), seals.ResidentId(row)));
        Assert.Equal("出生日期", Assert.Single(seals.Answers(row)).Label);
    }

    [Fact]
    public async Task The_ledger_shows_a_changed_a_missing_and_a_cut_off_event()
    {
        var reference = await OpenAsync("dl-ledger", "i9/create");
        await ActAsync(reference, new CaseCommand.TakeOn(), A);
        await ActAsync(reference, new CaseCommand.Submit(), A);
        var (events, last) = await app.InStoreAsync(async db => (
            await db.CaseEvents.AsNoTracking().Where(row => row.Reference == reference).OrderBy(row => row.Number).ToListAsync(Cancel),
            (await db.Cases.AsNoTracking().SingleAsync(row => row.Reference == reference, Cancel)).LastHash));
        Assert.Equal(0, CaseLedger.FirstBroken(events, last));
        Assert.Equal(3, CaseLedger.FirstBroken(events[..2], last));
        Assert.Equal(1, CaseLedger.FirstBroken(events[1..], last));
        await app.InStoreAsync(db => db.CaseEvents.Where(row => row.Reference == reference && row.Number == 2)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Data, row => row.Data.Replace("AGENT-A", "AGENT-B")), Cancel));
        events = await app.InStoreAsync(db => db.CaseEvents.AsNoTracking().Where(row => row.Reference == reference).OrderBy(row => row.Number).ToListAsync(Cancel));
        Assert.Equal(2, CaseLedger.FirstBroken(events, last));
    }

    [Fact]
    public async Task Lists_are_of_one_agent_or_one_region_and_paged()
    {
        const string village = "130110102201";
        for (var i = 0; i < 5; i++) await OpenAsync("dl-list", $"i10/create/{i}", village);
        Assert.Equal(5, (await Queries.WorklistAsync("AGENT-F", Cancel)).Count);
        Assert.Empty(await Queries.WorklistAsync("AGENT-G", Cancel));
        foreach (var area in new[] { village, "130110102000", "130110000000" })
            Assert.Equal(5, (await Queries.ListAsync(new CaseFilter(area), Cancel)).Count);
        Assert.Empty(await Queries.ListAsync(new CaseFilter("130110102202"), Cancel));

        var first = await Queries.ListAsync(new CaseFilter(village, CaseState.Authorised, Size: 3), Cancel);
        var second = await Queries.ListAsync(new CaseFilter(village, CaseState.Authorised, After: new CasePlace(first[^1].OpenedAt, first[^1].Reference), Size: 3), Cancel);
        Assert.Equal(5, first.Concat(second).Select(line => line.Reference).Distinct().Count());
        Assert.True((await Queries.ListAsync(new CaseFilter("130100000000"), Cancel)).Count >= 5);
    }

    [Theory]
    [InlineData("zh-Hans")]
    [InlineData("en")]
    public async Task Status_names_state_owner_phone_next_step_and_both_dates(string locale)
    {
        var change = Open("dl-status-" + locale, "i11/create/" + locale);
        await CommitAsync(change);
        var text = app.Services.GetRequiredService<StatusTexts>().Render(change.After, locale);
        Assert.Contains("王建国", text, StringComparison.Ordinal);
        Assert.Contains("0311-00000101", text, StringComparison.Ordinal);
        Assert.Contains(locale == "en" ? "(expected)" : "预计", text, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-Hans", "李秀英", "免费", "撤回", "高龄津贴")]
    [InlineData("en", "李秀英", "free of charge", "withdraw", "Old-age allowance")]
    public void The_authorisation_names_agent_stand_in_matter_scope_period_and_that_it_costs_nothing(string locale, params string[] parts)
    {
        var day = new DateOnly(2026, 9, 7);
        var text = app.Services.GetRequiredService<AuthorisationText>()
            .Render(Make.Item(), "正定县南楼乡南楼村", "李桂花", Desk.Assign(Make.Nanlou, day), day, locale);
        Assert.All(parts.Append("王建国").Append("李桂花"), part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_state_refusal_and_verb_has_its_words()
    {
        var texts = app.Services.GetRequiredService<TextBook>();
        var states = Enum.GetNames<CaseState>().Select(name => name.ToLowerInvariant());
        var ids = states.SelectMany(state => new[] { "case_state_" + state, "case_means_" + state, "case_next_" + state })
            .Concat(CaseRefusals.All).Concat(AgentMenu.Numbers.Select(pair => AgentMenu.LabelText(pair.Verb)))
            .Concat(Enum.GetValues<ProxyLeg>().Where(leg => leg != ProxyLeg.None).Select(leg => "case_proxy_due_" + leg.ToString().ToLowerInvariant()));
        Assert.All(ids, id => Assert.True(texts.Has(id), id));
    }

    private CaseChange Open(string conversation, string origin, string region = Make.Nanlou, ServiceItem? item = null) =>
        Desk.Open(Make.Request(conversation, origin, region, item), app.Services.GetRequiredService<TownshipClock>().Now);

    private async Task<string> OpenAsync(string conversation, string origin, string region = Make.Nanlou)
    {
        var change = Open(conversation, origin, region);
        Assert.Equal(CommitFailure.None, await CommitAsync(change));
        return change.After.Reference;
    }

    private Task<CommitFailure> CommitAsync(CaseChange change)
    {
        var unit = new CommitUnit();
        change.AddTo(unit);
        return app.Services.GetRequiredService<GroupCommit>().CommitAsync(unit, Cancel);
    }

    private async Task ActAsync(string reference, CaseCommand command, CaseActor actor)
    {
        var outcome = await Desk.ActAsync(new CaseAct(reference, command, actor), Cancel);
        Assert.True(outcome is CaseOutcome.Done, $"{command}: {outcome}");
    }

    private async Task<IReadOnlyList<(string Key, OutboxRow Row, Letter Letter)>> LettersAsync(string reference)
    {
        var prefix = $"case/{reference}/";
        var rows = await app.InStoreAsync(db => db.Outbox.AsNoTracking().Where(row => row.Key.StartsWith(prefix)).OrderBy(row => row.Id).ToListAsync(Cancel));
        var box = app.Services.GetRequiredService<LetterBox>();
        return [.. rows.Select(row => (row.Key, row, box.Open(row)))];
    }

    private string Text(Letter letter, string locale = "zh-Hans") =>
        CaseWords.Render(app.Services.GetRequiredService<TextBook>(), letter.Text, locale, letter.Args);
}

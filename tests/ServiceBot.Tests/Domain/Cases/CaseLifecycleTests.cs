using ServiceBot.Cases;
using ServiceBot.Domain.Calendar;
using ServiceBot.Domain.Cases;
using ServiceBot.Domain.Catalog;

namespace ServiceBot.Tests.Domain.Cases;

public sealed class CaseLifecycleTests
{
    private static readonly WorkingCalendar Calendar = HolidayFiles.Load(HolidayFiles.Shipped);
    private static readonly CaseRules Rules = new();
    private static readonly CaseActor Resident = CaseActor.Resident("dl-1");
    private static readonly CaseActor A = CaseActor.ProxyAgent("A");
    private static readonly CaseActor B = CaseActor.ProxyAgent("B");
    private static readonly CaseActor Staff = CaseActor.Staff("township");

    /// <summary>A Monday morning.</summary>
    private static readonly DateTimeOffset Monday = new(2026, 9, 7, 9, 0, 0, Deadline.Zone);

    [Fact]
    public void The_whole_way_of_an_errand_through_an_authority()
    {
        var facts = Open(new TimeLimit(20, LimitUnit.WorkingDays));
        Assert.Equal(CaseState.Authorised, facts.State);
        Assert.Equal(Day(2026, 9, 8), facts.Clocks.ProxyDue);
        Assert.True(facts.Clocks.AuthorityEstimated);

        facts = Do(facts, new CaseCommand.TakeOn(), A);
        Assert.Equal((CaseState.Received, Day(2026, 9, 9)), (facts.State, facts.Clocks.ProxyDue));

        facts = Do(facts, new CaseCommand.Supplement(["身份证复印件", "照片"]), A, days: 1);
        Assert.Equal(CaseState.Supplement, facts.State);
        Assert.Null(facts.Clocks.ProxyDue);
        Assert.Equal(Day(2026, 9, 15), facts.Clocks.WaitingUntil);

        facts = Do(facts, new CaseCommand.MaterialsReceived(), A, days: 7);
        Assert.Equal((CaseState.Received, Day(2026, 9, 16)), (facts.State, facts.Clocks.ProxyDue));
        Assert.Empty(facts.WaitingFor);

        facts = Do(facts, new CaseCommand.Submit("正定县民政局"), A, days: 8);
        Assert.Null(facts.Clocks.ProxyDue);
        Assert.True(facts.Clocks.AuthorityEstimated);

        facts = Do(facts, new CaseCommand.AuthorityAccepted(), A, days: 9);
        Assert.Equal((Day(2026, 10, 20), false), (facts.Clocks.AuthorityDue, facts.Clocks.AuthorityEstimated));

        facts = Do(facts, new CaseCommand.BeginReview(), A, days: 10);
        facts = Do(facts, new CaseCommand.Decide(true), A, days: 20);
        facts = Do(facts, new CaseCommand.Complete("已批准，10月起发放"), A, days: 21);
        Assert.Equal((CaseState.Completed, ProxyLeg.Delivery), (facts.State, facts.Clocks.Leg));
        Assert.Null(facts.Clocks.AuthorityDue);

        facts = Do(facts, new CaseCommand.Deliver(), A, days: 22);
        facts = Do(facts, new CaseCommand.Rate(5), Resident, days: 22);
        facts = Do(facts, new CaseCommand.Archive(), Staff, days: 60);
        Assert.Equal((CaseState.Archived, 5), (facts.State, facts.Rating));
    }

    [Fact]
    public void An_item_of_the_village_is_finished_without_handing_anything_in()
    {
        var facts = Do(Open(endsInVillage: true), new CaseCommand.TakeOn(), A);
        Assert.Equal(CaseState.Completed, Do(facts, new CaseCommand.Complete("办好了"), A).State);
        Refuses(CaseRefusals.NotNow, Do(Open(), new CaseCommand.TakeOn(), A), new CaseCommand.Complete("办好了"), A);
    }

    [Fact]
    public void Whoever_hands_papers_in_has_them()
    {
        var facts = Do(Do(Open(), new CaseCommand.TakeOn(), A), new CaseCommand.Supplement(["照片"]), A);
        facts = Do(facts, new CaseCommand.Submit(), A);
        Assert.Equal(CaseState.Submitted, facts.State);
        Assert.Empty(facts.WaitingFor);
        Assert.Equal(CaseState.Completed, Do(facts, new CaseCommand.Complete("办好了"), A).State);
    }

    [Fact]
    public void A_second_ask_for_something_new_is_taken_and_flagged_and_a_reminder_is_not()
    {
        var facts = Do(Do(Open(), new CaseCommand.TakeOn(), A), new CaseCommand.Supplement(["照片", "户口簿"]), A);
        Assert.Equal(0, facts.OnceOnlyBreaches);
        facts = Do(facts, new CaseCommand.Supplement(["照片"]), A);
        Assert.Equal(0, facts.OnceOnlyBreaches);
        facts = Do(facts, new CaseCommand.Supplement(["照片", "银行卡"]), A);
        Assert.Equal(1, facts.OnceOnlyBreaches);
        facts = Do(Do(facts, new CaseCommand.MaterialsReceived(), A), new CaseCommand.Supplement(["照片"]), A);
        Assert.Equal(2, facts.OnceOnlyBreaches);
    }

    [Fact]
    public void An_errand_handed_over_stays_with_its_owner_until_the_other_takes_it_on()
    {
        var facts = Do(Do(Open(), new CaseCommand.TakeOn(), A), new CaseCommand.HandToStandIn("去县里开会"), A);
        Assert.Equal(("A", "B"), (facts.OwnerId, facts.OfferedToId));
        Refuses(CaseRefusals.NotYours, facts, new CaseCommand.Submit(), B);
        facts = Do(facts, new CaseCommand.TakeOn(), B);
        Assert.Equal(("B", "A", null), (facts.OwnerId, facts.StandInId, facts.OfferedToId));
        Assert.Equal(CaseState.Received, facts.State);
        Refuses(CaseRefusals.NotYours, facts, new CaseCommand.Submit(), A);
    }

    [Fact]
    public void The_stand_in_may_take_on_what_nobody_has_taken_on()
    {
        Assert.Equal(("B", "A"), Do(Open(), new CaseCommand.TakeOn(), B) is var facts ? (facts.OwnerId, facts.StandInId) : default);
        Refuses(CaseRefusals.NotYours, Do(Open(), new CaseCommand.TakeOn(), A), new CaseCommand.TakeOn(), B);
        Refuses(CaseRefusals.AlreadyYours, Do(Open(), new CaseCommand.TakeOn(), A), new CaseCommand.TakeOn(), A);
        Refuses(CaseRefusals.NotYours, Open(), new CaseCommand.TakeOn(), CaseActor.ProxyAgent("C"));
    }

    [Fact]
    public void She_may_withdraw_any_time_before_the_result_and_not_after()
    {
        var facts = Open();
        Assert.Equal(CaseState.Withdrawn, Do(facts, new CaseCommand.Withdraw(), Resident).State);
        facts = Do(Do(facts, new CaseCommand.TakeOn(), A), new CaseCommand.Submit(), A);
        Assert.Equal(CaseState.Withdrawn, Do(facts, new CaseCommand.Withdraw(), Resident).State);
        Refuses(CaseRefusals.NotNow, Do(facts, new CaseCommand.Complete("好了"), A), new CaseCommand.Withdraw(), Resident);
        Refuses(CaseRefusals.NotForYou, facts, new CaseCommand.Withdraw(), A);
    }

    [Fact]
    public void A_rating_is_given_once_and_only_by_her()
    {
        var facts = Do(Do(Do(Open(), new CaseCommand.TakeOn(), A), new CaseCommand.Submit(), A), new CaseCommand.Complete("好了"), A);
        Refuses(CaseRefusals.NotForYou, facts, new CaseCommand.Rate(5), A);
        Refuses(CaseRefusals.StarsOutOfRange, facts, new CaseCommand.Rate(6), Resident);
        Assert.Null(facts.Rating);
        facts = Do(facts, new CaseCommand.Rate(2), Resident);
        Assert.Equal(2, facts.Rating);
        Refuses(CaseRefusals.AlreadyRated, facts, new CaseCommand.Rate(5), Resident);
    }

    [Fact]
    public void What_is_not_done_can_be_reopened_and_runs_again()
    {
        var facts = Do(Do(Do(Open(), new CaseCommand.TakeOn(), A), new CaseCommand.Submit(), A), new CaseCommand.Complete("好了"), A);
        facts = Do(facts, new CaseCommand.Reopen("钱没有到账"), Resident, days: 3);
        Assert.Equal((CaseState.Received, "A", (string?)null), (facts.State, facts.OwnerId, facts.Result));
        Assert.Equal(Day(2026, 9, 14), facts.Clocks.ProxyDue);
    }

    [Fact]
    public void Time_of_a_special_procedure_does_not_count()
    {
        var facts = Do(Do(Do(Open(new TimeLimit(10, LimitUnit.WorkingDays)), new CaseCommand.TakeOn(), A), new CaseCommand.Submit(), A), new CaseCommand.AuthorityAccepted(), A);
        var due = facts.Clocks.AuthorityDue;
        facts = Do(facts, new CaseCommand.Suspend("专家评审", 5), A, days: 1);
        Assert.True(facts.Clocks.AuthorityEstimated);
        Assert.Equal(Lamp.Green, CaseLamp.Of(facts.Clocks, Monday.AddDays(40), Calendar));
        facts = Do(facts, new CaseCommand.Resume(), A, days: 4);
        Assert.Equal(Calendar.AddWorkingDays(Deadline.DayOf(due!.Value), 3).Day, Deadline.DayOf(facts.Clocks.AuthorityDue!.Value));
        facts = Do(facts, new CaseCommand.Extend(5, "情况复杂"), A, days: 5);
        Refuses(CaseRefusals.AlreadyExtended, facts, new CaseCommand.Extend(5, "还是复杂"), A);
    }

    [Theory]
    [InlineData("", CaseRefusals.ResultNeeded)]
    [InlineData("  ", CaseRefusals.ResultNeeded)]
    public void A_result_is_owed_in_words(string result, string refusal) =>
        Refuses(refusal, Do(Do(Open(), new CaseCommand.TakeOn(), A), new CaseCommand.Submit(), A), new CaseCommand.Complete(result), A);

    [Fact]
    public void Lamps_follow_the_time_that_counts()
    {
        var clocks = new CaseClocks { Leg = ProxyLeg.Contact, ProxyFrom = Monday, ProxyDue = Day(2026, 9, 14) };
        Lamp At(int day, int hour = 9) => CaseLamp.Of(clocks, new DateTimeOffset(2026, 9, day, hour, 0, 0, Deadline.Zone), Calendar);
        Assert.Equal([Lamp.Green, Lamp.Green, Lamp.Blue, Lamp.Yellow, Lamp.Yellow], [At(7), At(8), At(10), At(11), At(14, 23)]);
        Assert.Equal(Lamp.Red, At(15, 0));
        clocks = clocks with { ProxyDue = null };
        Assert.Equal(Lamp.Green, At(30));
    }

    private static CaseFacts Open(TimeLimit? limit = null, bool endsInVillage = false) =>
        CaseLifecycle.Open("A", "B", limit, endsInVillage, Resident, Monday, Calendar, Rules).Facts;

    private static CaseFacts Do(CaseFacts facts, CaseCommand command, CaseActor actor, int days = 0) =>
        Assert.IsType<CaseDecision.Accepted>(CaseLifecycle.Decide(facts, command, actor, Monday.AddDays(days), Calendar, Rules)).Facts;

    private static void Refuses(string reason, CaseFacts facts, CaseCommand command, CaseActor actor) =>
        Assert.Equal(reason, Assert.IsType<CaseDecision.Refused>(CaseLifecycle.Decide(facts, command, actor, Monday, Calendar, Rules)).Reason);

    private static DateTimeOffset Day(int year, int month, int day) => Deadline.EndOf(new DateOnly(year, month, day));
}

using CsCheck;
using ServiceBot.Cases;
using ServiceBot.Domain.Calendar;
using ServiceBot.Domain.Cases;
using ServiceBot.Domain.Catalog;

namespace ServiceBot.Tests.Domain.Cases;

/// <summary>Any acts by anybody in any order: what must hold all the same.</summary>
public sealed class CaseLifecyclePropertyTests
{
    private static readonly WorkingCalendar Calendar = HolidayFiles.Load(HolidayFiles.Shipped);
    private static readonly CaseRules Rules = new();
    private static readonly DateTimeOffset Start = new(2026, 9, 7, 9, 0, 0, Deadline.Zone);

    private static readonly CaseActor[] Actors =
    [
        CaseActor.Resident("dl-1"), CaseActor.ProxyAgent("A"), CaseActor.ProxyAgent("B"), CaseActor.ProxyAgent("C"), CaseActor.Staff("s"),
        new(CaseActorKind.System, "archive"), new(CaseActorKind.None, ""),
    ];

    private static readonly Gen<string> Text = OneOf("", "ok", "  x ", new string('a', 600));

    private static readonly Gen<CaseCommand> Command = Gen.OneOf<CaseCommand>(
        OneOf<CaseCommand>(
            new CaseCommand.TakeOn(), new CaseCommand.MaterialsReceived(), new CaseCommand.Submit(), new CaseCommand.AuthorityAccepted(), new CaseCommand.BeginReview(),
            new CaseCommand.Resume(), new CaseCommand.Decide(true), new CaseCommand.Deliver(), new CaseCommand.Archive(), new CaseCommand.Withdraw(),
            new CaseCommand.Assign("C", null, "r"), new CaseCommand.Complete("done"), new CaseCommand.Reopen("again")),
        Text.Select(CaseCommand (text) => new CaseCommand.HandToStandIn(text)),
        Text.Array[0, 3].Select(CaseCommand (names) => new CaseCommand.Supplement(names)),
        Text.Select(CaseCommand (text) => new CaseCommand.AuthorityRefused(text)),
        Gen.Select(Text, Gen.Int[-1, 30]).Select(CaseCommand (text, days) => new CaseCommand.Suspend(text, days)),
        Gen.Select(Text, Gen.Int[-1, 30]).Select(CaseCommand (text, days) => new CaseCommand.Extend(days, text)),
        Text.Select(CaseCommand (text) => new CaseCommand.Complete(text)),
        Text.Select(CaseCommand (text) => new CaseCommand.Return(text)),
        Text.Select(CaseCommand (text) => new CaseCommand.Terminate(text)),
        Gen.Int[0, 6].Select(CaseCommand (stars) => new CaseCommand.Rate(stars)),
        Text.Select(CaseCommand (text) => new CaseCommand.AddNote(text)));

    private static readonly Gen<(CaseCommand Command, int Actor, int Days)[]> Acts =
        Gen.Select(Command, Gen.Int[0, Actors.Length - 1], Gen.Int[0, 20]).Select((command, actor, days) => (command, actor, days)).Array[0, 30];

    private static readonly Gen<TimeLimit?> Limit =
        OneOf<TimeLimit?>(null, new TimeLimit(20, LimitUnit.WorkingDays), new TimeLimit(15, LimitUnit.CalendarDays), new TimeLimit(1, LimitUnit.Months), new TimeLimit(0, LimitUnit.Immediate));

    [Fact]
    public void Replaying_the_events_gives_the_same_facts() => Walk((_, _, events, facts) =>
    {
        var replayed = events.Select(happened => CaseJson.ParseEvent(CaseJson.Write(happened))).Aggregate(new CaseFacts(), CaseLifecycle.Apply);
        Assert.Equal(CaseJson.Write(facts), CaseJson.Write(replayed));
        Assert.Equal(CaseJson.Write(facts), CaseJson.Write(CaseJson.ParseFacts(CaseJson.Write(facts))));
        Assert.Equal(Enumerable.Range(1, events.Count), events.Select(happened => happened.Number));
    });

    [Fact]
    public void What_is_over_stays_over() => Walk((before, happened, _, facts) =>
    {
        if (before.State is CaseState.Archived) Assert.Equal(CaseState.Archived, facts.State);
        if (before.State is CaseState.Withdrawn or CaseState.Terminated) Assert.True(facts.State == before.State || facts.State == CaseState.Archived);
        if (before.Rating is { } stars) Assert.Equal(stars, facts.Rating);
    });

    [Fact]
    public void Only_the_owner_among_the_agents_does_anything_but_take_on() => Walk((before, happened, _, facts) =>
    {
        if (happened.By.Kind == CaseActorKind.ProxyAgent && happened is not (CaseEvent.TakenOn or CaseEvent.OfferTakenBack)) Assert.Equal(before.OwnerId, happened.By.Id);
        Assert.NotEqual("", facts.OwnerId);
    });

    [Fact]
    public void A_clock_runs_exactly_when_somebody_owes_something() => Walk((_, _, _, facts) =>
    {
        var clocks = facts.Clocks;
        Assert.Equal(facts.State == CaseState.Supplement, clocks.WaitingUntil is not null);
        Assert.Equal(facts.State == CaseState.Supplement, facts.WaitingFor.Count > 0);
        Assert.Equal(facts.State == CaseState.Suspended, clocks.SuspendedAt is not null);
        Assert.Equal(facts.State is CaseState.Authorised or CaseState.Received or CaseState.Completed, clocks.ProxyDue is not null);
        Assert.Equal(facts.State.IsOpen() && facts.Limit is not null, clocks.AuthorityDue is not null);
        if (clocks.AuthorityDue is not null && clocks.AuthorityFrom is null) Assert.True(clocks.AuthorityEstimated);
    });

    [Fact]
    public void What_a_menu_offers_is_not_refused_for_the_state_or_the_person() => Walk((_, _, _, facts) =>
    {
        foreach (var actor in Actors)
        {
            var allowed = CaseLifecycle.Allowed(facts, actor);
            foreach (var command in Samples)
            {
                var refused = CaseLifecycle.Decide(facts, command, actor, Start.AddYears(2), Calendar, Rules) as CaseDecision.Refused;
                Assert.Equal(allowed.Contains(command.Verb), refused is null);
            }
        }
    });

    private static readonly CaseCommand[] Samples =
    [
        new CaseCommand.TakeOn(), new CaseCommand.HandToStandIn("r"), new CaseCommand.Supplement(["m"]), new CaseCommand.MaterialsReceived(), new CaseCommand.Submit(),
        new CaseCommand.AuthorityAccepted(), new CaseCommand.AuthorityRefused("r"), new CaseCommand.BeginReview(), new CaseCommand.Suspend("r", 3), new CaseCommand.Resume(),
        new CaseCommand.Extend(3, "r"), new CaseCommand.Decide(false), new CaseCommand.Complete("r"), new CaseCommand.Deliver(), new CaseCommand.Archive(),
        new CaseCommand.Withdraw(), new CaseCommand.Return("r"), new CaseCommand.Terminate("r"), new CaseCommand.Reopen("r"), new CaseCommand.Rate(3),
    ];

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    /// <summary>Calls <paramref name="check"/> after every accepted act with the facts before, the event, all events, the facts after.</summary>
    private static void Walk(Action<CaseFacts, CaseEvent, IReadOnlyList<CaseEvent>, CaseFacts> check) =>
        Gen.Select(Limit, Gen.Bool, Gen.Bool, Acts).Sample((limit, endsInVillage, hasStandIn, acts) =>
        {
            var now = Start;
            var opened = CaseLifecycle.Open("A", hasStandIn ? "B" : null, limit, endsInVillage, Actors[0], now, Calendar, Rules);
            var (facts, events) = (opened.Facts, opened.Events.ToList());
            foreach (var (command, actor, days) in acts)
            {
                now = now.AddDays(days);
                if (CaseLifecycle.Decide(facts, command, Actors[actor], now, Calendar, Rules) is not CaseDecision.Accepted accepted) continue;
                events.AddRange(accepted.Events);
                check(facts, accepted.Events[0], events, accepted.Facts);
                facts = accepted.Facts;
            }
        }, iter: 2_000);
}

using ServiceBot.Cases;
using ServiceBot.Conversations.People;
using ServiceBot.Domain.Cases;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Tools.Simulation;

/// <summary>Those at the other side: the agent who runs her errand, whoever takes the conversation over.</summary>
internal sealed class Cadres(SimulatedService service, LifeSetup setup, Random random, CancellationToken cancellationToken)
{
    private static readonly CaseVerb[] Usual =
    [
        CaseVerb.TakeOn, CaseVerb.Supplement, CaseVerb.MaterialsReceived, CaseVerb.Submit, CaseVerb.AuthorityAccepted, CaseVerb.BeginReview, CaseVerb.Suspend,
        CaseVerb.Resume, CaseVerb.Decide, CaseVerb.Complete, CaseVerb.Deliver, CaseVerb.Reopen,
    ];

    public async Task WorkAsync(Sight sight, LifeClock clock)
    {
        try
        {
            if (sight.State.Owner == ConversationOwner.Human || sight.State.PersonBy is not null) await AnswerAsync(clock);
            foreach (var reference in sight.Cases.Take(2))
                if (random.NextDouble() < 0.7) await ActAsync(reference, clock);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The process died under their hands: they see it and do it again another time, or not.
            await service.UpAsync.WaitAsync(cancellationToken);
        }
    }

    private async Task AnswerAsync(LifeClock clock)
    {
        var people = service.Services.GetRequiredService<PersonRequests>();
        foreach (var late in (await people.OfAsync(setup.ConversationId, cancellationToken)).Where(row => row is { State: PersonRequestState.Open, Overdue: false } && row.DueAt < clock.Now))
            await ActivatorUtilities.CreateInstance<PersonRequestWatch>(service.Services).TellAsync(late, clock.Now, cancellationToken);
        if (random.NextDouble() < 0.3)
        {
            await people.TakeAsync(setup.ConversationId, "staff-1", "A", cancellationToken);
            clock.Pass(TimeSpan.FromMinutes(random.Next(1, 20)));
        }

        if (random.NextDouble() < 0.3) await people.CloseAsync(setup.ConversationId, "staff-1", cancellationToken);
        clock.Pass(TimeSpan.FromSeconds(2));
    }

    private async Task ActAsync(string reference, LifeClock clock)
    {
        var services = service.Services;
        if (await services.GetRequiredService<CaseStore>().ReadAsync(reference, cancellationToken) is not { } row) return;
        var agent = CaseActor.ProxyAgent(row.OfferedToId ?? row.ProxyAgentId);
        var allowed = CaseLifecycle.Allowed(row.ReadFacts(), agent).Where(verb => Usual.Contains(verb)).ToList();
        if (allowed.Count == 0) return;
        // Mostly on, sometimes round about.
        var verb = random.NextDouble() < 0.7 ? allowed[^1] : allowed[random.Next(allowed.Count)];
        clock.Pass(TimeSpan.FromHours(random.Next(1, 30)));
        await services.GetRequiredService<CaseDesk>().ActAsync(new CaseAct(reference, Command(verb, row), agent), cancellationToken);
        clock.Pass(TimeSpan.FromSeconds(2));
    }

    private static CaseCommand Command(CaseVerb verb, CaseRow row) => verb switch
    {
        CaseVerb.TakeOn => new CaseCommand.TakeOn(),
        CaseVerb.Supplement => new CaseCommand.Supplement(row.ReadMaterials() is { Count: > 0 } papers ? [papers[0]] : ["ID card"]),
        CaseVerb.MaterialsReceived => new CaseCommand.MaterialsReceived(),
        CaseVerb.Submit => new CaseCommand.Submit("the office"),
        CaseVerb.AuthorityAccepted => new CaseCommand.AuthorityAccepted(),
        CaseVerb.BeginReview => new CaseCommand.BeginReview(),
        CaseVerb.Suspend => new CaseCommand.Suspend("an expert is heard", 5),
        CaseVerb.Resume => new CaseCommand.Resume(),
        CaseVerb.Decide => new CaseCommand.Decide(true),
        CaseVerb.Complete => new CaseCommand.Complete("It is granted."),
        CaseVerb.Deliver => new CaseCommand.Deliver(),
        _ => new CaseCommand.Reopen("It is not done."),
    };
}

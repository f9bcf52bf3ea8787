using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Conversations;
using ServiceBot.Conversations.Silence;
using ServiceBot.Data;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Tools.Simulation;

/// <summary>One resident's conversation from the first word to the last letter.</summary>
internal sealed class Life(SimulatedService service, LifeSetup setup, SimulatedTown town, CancellationToken cancellationToken)
{
    private const int MostRounds = 18;
    private const int MostDrains = 60;
    private static readonly StoreQuery<Func<BotDb, string, Task<string?>>> StateOf = new(() => EF.CompileAsyncQuery((BotDb db, string id) =>
        db.Set<ConversationRow>().Where(row => row.Id == id).Select(row => row.State).FirstOrDefault()));
    private static readonly StoreQuery<Func<BotDb, string, Task<bool>>> Leaving = new(() => EF.CompileAsyncQuery((BotDb db, string id) =>
        db.Set<OutboxRow>().Any(row => row.Recipient == id && (row.State == OutboxState.Waiting || row.State == OutboxState.Sending))));
    private static readonly StoreQuery<Func<BotDb, string, IAsyncEnumerable<string>>> CasesOf = new(() => EF.CompileAsyncQuery((BotDb db, string id) =>
        db.Set<CaseRow>().Where(row => row.ConversationId == id).OrderByDescending(row => row.OpenedAt).Select(row => row.Reference)));
    private static readonly DateTimeOffset Epoch = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public async Task<(IReadOnlyList<SentMessage> Sent, LifeClock Clock)> LiveAsync()
    {
        var random = new Random(setup.RandomSeed);
        var clock = new LifeClock(Epoch.AddSeconds(random.Next(60 * 86_400)));
        clock.Pass(TimeSpan.Zero);
        var post = new Post(service, setup, clock, new Random(random.Next()), cancellationToken);
        var resident = new Resident(setup.Temper, setup.Temper.English ? town.English : town.Chinese, setup.Temper.English ? town.Chinese : town.English, town.Items, new Random(random.Next()));
        var cadres = new Cadres(service, setup, new Random(random.Next()), cancellationToken);
        if (setup.Phone is null) await post.StartAsync();
        for (var round = 0; round < MostRounds; round++)
        {
            clock.Pass(TimeSpan.FromSeconds(random.Next(3, 300)));
            if (random.NextDouble() < setup.Temper.Silent)
            {
                await post.ReadAsync();
                await FallSilentAsync(clock, random);
            }

            var sight = await LookAsync();
            if (resident.Next(sight) is not { Count: > 0 } texts) break;
            await post.SendAsync(texts);
            clock.Pass(TimeSpan.FromSeconds(2));
            // On the web only letters come by the outbox, and letters only about cases.
            if ((setup.Phone is not null || sight.Cases.Count > 0) && (!setup.Faults.HasFlag(Faults.Delay) || random.NextDouble() < 0.5)) await DrainAsync(random);
            clock.Pass(TimeSpan.FromSeconds(2));
            await cadres.WorkAsync(sight, clock);
        }

        await post.SettleAsync();
        await SettleAsync(clock, random);
        return (post.Sent, clock);
    }

    /// <summary>For hours or weeks; after a day she is reminded of what she left open.</summary>
    private async Task FallSilentAsync(LifeClock clock, Random random)
    {
        clock.Pass(TimeSpan.FromHours(random.Next(2, 100)));
        var row = await town.LookAsync(async services =>
        {
            await using var db = services.GetRequiredService<BotDbFactory>().Create();
            return await db.FindConversationAsync(setup.ConversationId, cancellationToken);
        }, cancellationToken);
        try
        {
            if (row?.DraftSince < clock.Now.AddHours(-24) && await service.Services.GetRequiredService<SilenceWatch>().RemindAsync(row, clock.Now, cancellationToken)) await DrainAsync(random);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The process died; the next sweep would find her again.
            await town.CrashAsync(setup.ConversationId, cancellationToken);
        }

        clock.Pass(TimeSpan.FromHours(random.Next(1, 500)));
    }

    private Task<Sight> LookAsync() => town.LookAsync(async services =>
    {
        await using var db = services.GetRequiredService<BotDbFactory>().Create();
        var stored = await StateOf.On(db)(db, setup.ConversationId);
        var state = stored is null ? new ConversationState() : services.GetRequiredService<StateJson>().Read(stored);
        List<string> cases = state.Finished is null ? [] : await CasesOf.On(db)(db, setup.ConversationId).ToListAsync(cancellationToken);
        return new Sight(state, DialogEngine.Expect(services.GetRequiredService<DialogBook>(), state), cases);
    }, cancellationToken);

    /// <summary>The outbox of her mailbox, as the dispatcher would; now and then the process dies between a send and its mark.</summary>
    private async Task DrainAsync(Random random)
    {
        var name = $"{setup.ConversationId}/drain";
        var crash = setup.Faults.HasFlag(Faults.Crash) && random.NextDouble() < 0.05 ? new PlannedCrash(random.Next(1, 4), random.NextDouble() < 0.5) : null;
        try
        {
            if (crash is not null) FaultyCommit.Plan(name, crash);
            await service.Mailbox(setup.ConversationId).DrainAsync();
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            await town.CrashAsync(setup.ConversationId, cancellationToken);
        }
        finally
        {
            FaultyCommit.Forget(name);
        }
    }

    /// <summary>Hours pass until everything that had to leave has left.</summary>
    private async Task SettleAsync(LifeClock clock, Random random)
    {
        for (var drain = 0; drain < MostDrains; drain++)
        {
            clock.Pass(TimeSpan.FromHours(1));
            var leaving = await town.LookAsync(async services =>
            {
                await using var db = services.GetRequiredService<BotDbFactory>().Create();
                return await Leaving.On(db)(db, setup.ConversationId);
            }, cancellationToken);
            if (!leaving) return;
            await DrainAsync(random);
        }
    }
}

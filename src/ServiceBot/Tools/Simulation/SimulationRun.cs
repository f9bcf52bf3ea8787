using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Conversations;
using ServiceBot.Data;
using ServiceBot.Domain.Messaging;
using ServiceBot.Transcripts;

namespace ServiceBot.Tools.Simulation;

/// <summary>Many lives at once on one service with one store; afterwards what must be true of each, and of all.</summary>
internal sealed class SimulationRun(int seed, int conversations, Faults faults)
{
    /// <summary>Enough that each commit has company; more only wait.</summary>
    private const int AtOnce = 160;
    private const int ConversationsPerPowerCut = 2_500;
    private static readonly DateTimeOffset Afterwards = new(2028, 3, 1, 2, 0, 0, TimeSpan.Zero);

    /// <summary>Each conversation when it is over, from many threads.</summary>
    public Action<int, History>? Seen { get; init; }

    private readonly ConcurrentBag<(int Number, Broken Broken)> _broken = [];
    private readonly ConcurrentBag<HistoryReader> _readers = [];
    private long _messages;
    private long _deliveries;
    private long _cases;
    private long _letters;
    private long _phone;
    private int _done;

    /// <param name="only">Lives only this one, the same as among the others.</param>
    public async Task<SimulationResult> RunAsync(int? only, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("servicebot-simulation-").FullName;
        try
        {
            return await RunAsync(folder, only, cancellationToken);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<SimulationResult> RunAsync(string folder, int? only, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var time = new SimulatedTime(Afterwards);
        var phones = new SimulatedPhones(time, faults);
        await using var service = new SimulatedService(folder, time, phones);
        await service.StartAsync(cancellationToken);
        var town = new SimulatedTown(service);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var cuts = only is null && faults.HasFlag(Faults.Crash) ? CutPowerAsync(service, ended.Token) : Task.CompletedTask;
        var numbers = only is { } one ? [one] : Enumerable.Range(0, conversations);
        await Parallel.ForEachAsync(numbers, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (number, token) =>
        {
            await LiveAsync(service, town, phones, new LifeSetup(seed, number, faults), token);
            Interlocked.Increment(ref _done);
        });
        await ended.CancelAsync();
        await cuts;
        var lived = Stopwatch.GetElapsedTime(start);
        await AgentsAsync(service, cancellationToken);
        return new SimulationResult(seed, only is null ? conversations : 1, [.. _broken.OrderBy(pair => pair.Number).ThenBy(pair => pair.Broken.Seq)])
        {
            Messages = _messages,
            Deliveries = _deliveries,
            Cases = _cases,
            Letters = _letters,
            OnPhones = _phone,
            PowerCuts = service.PowerCuts,
            Lived = lived,
            Took = Stopwatch.GetElapsedTime(start),
        };
    }

    private async Task LiveAsync(SimulatedService service, SimulatedTown town, SimulatedPhones phones, LifeSetup setup, CancellationToken cancellationToken)
    {
        if (setup.Phone is { } phone) phones.Register(phone, setup.RandomSeed);
        try
        {
            var (sent, _) = await new Life(service, setup, town, cancellationToken).LiveAsync();
            var history = await ReadAsync(town, setup, cancellationToken);
            history = history with { Sent = sent, Phone = setup.Phone is { } hers ? phones.MessagesOf(hers) : [] };
            foreach (var broken in Invariants.Check(history)) _broken.Add((setup.Number, broken));
            Count(history);
            Seen?.Invoke(setup.Number, history);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _broken.Add((setup.Number, new Broken("lives", 0, $"{exception.GetType().Name}: {exception.Message}")));
        }

        if (setup.Phone is { } over) phones.Forget(over);
        await town.CrashAsync(setup.ConversationId, cancellationToken);
    }

    /// <summary>A reader belongs to a process: those of one that died are dropped.</summary>
    private Task<History> ReadAsync(SimulatedTown town, LifeSetup setup, CancellationToken cancellationToken) => town.LookAsync(async services =>
    {
        if (!_readers.TryTake(out var reader) || !reader.IsOf(services)) reader = new HistoryReader(services);
        try
        {
            return await reader.ReadAsync(setup.ConversationId, cancellationToken);
        }
        finally
        {
            _readers.Add(reader);
        }
    }, cancellationToken);

    private async Task CutPowerAsync(SimulatedService service, CancellationToken ended)
    {
        var cuts = Math.Max(1, conversations / ConversationsPerPowerCut);
        for (var cut = 1; cut <= cuts; cut++)
        {
            while (_done < (long)conversations * cut / (cuts + 1))
            {
                if (ended.IsCancellationRequested) return;
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
            }

            await service.CutPowerAsync(CancellationToken.None);
        }
    }

    /// <summary>What the agents were told: their mailboxes are emptied at the end, and each letter stands in their chat once.</summary>
    private async Task AgentsAsync(SimulatedService service, CancellationToken cancellationToken)
    {
        var databases = service.Services.GetRequiredService<BotDbFactory>();
        var agents = service.Services.GetRequiredService<Roster>().Agents.Select(agent => agent.ConversationId).ToList();
        await Task.WhenAll(agents.Select(async agent =>
        {
            await using var db = databases.Create();
            while (await db.Outbox.AnyAsync(row => row.Recipient == agent && row.State == OutboxState.Waiting, cancellationToken))
                await service.Mailbox(agent).DrainAsync();
        }));
        foreach (var agent in agents)
        {
            await using var db = databases.Create();
            var told = (await db.Transcripts.AsNoTracking().Where(row => row.ConversationId == agent && row.FromBot && row.Type == ActivityTypes.Message)
                .Select(row => row.Understood).ToListAsync(cancellationToken)).SelectMany(LetterMark.Parse).ToLookup(mark => mark.Key);
            await foreach (var row in db.Outbox.AsNoTracking().Where(row => row.Recipient == agent).AsAsyncEnumerable().WithCancellation(cancellationToken))
                if (told[row.Key].Count() != 1) _broken.Add((-1, new Broken("letters", 0, $"{row.Key} stands in the agent's chat {told[row.Key].Count()} times ({row.State})")));
        }
    }

    private void Count(History history)
    {
        Interlocked.Add(ref _messages, history.Sent.Count);
        Interlocked.Add(ref _deliveries, history.Sent.Sum(message => message.Receipts.Count));
        Interlocked.Add(ref _cases, history.Recording.Cases.Count);
        Interlocked.Add(ref _letters, history.Recording.Outbox.Count(row => row.Kind == OutboxKind.Notify));
        Interlocked.Add(ref _phone, history.Phone.Count);
    }
}

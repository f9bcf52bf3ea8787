using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;

namespace ServiceBot.Channels;

/// <summary>
/// Has the mailboxes emptied: at once when a commit in this process wrote a letter, and by a sweep over everything that is due, which is what
/// finds letters after a crash, retries whose time has come, and attempts that a dead process left open.
/// </summary>
internal sealed partial class OutboxDispatcher : BackgroundService
{
    private const int SweepSize = 500;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LastRounds = TimeSpan.FromSeconds(20);
    private readonly OutboxSignal _signal;
    private readonly BotDbFactory _databases;
    private readonly IGrainFactory _grains;
    private readonly TimeProvider _time;
    private readonly ILogger<OutboxDispatcher> _logger;
    private readonly OutboxRounds _rounds;

    public OutboxDispatcher(
        OutboxSignal signal, BotDbFactory databases, IGrainFactory grains, IEnumerable<ISender> senders, TimeProvider time, ILogger<OutboxDispatcher> logger)
    {
        (_signal, _databases, _grains, _time, _logger) = (signal, databases, grains, time, logger);
        _rounds = new OutboxRounds(senders, DrainAsync);
    }

    /// <summary>Attempts under way are ended and marked while there is still a store.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LastRounds);
        while (_rounds.Running > 0 && !limit.IsCancellationRequested)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
    }

    public override void Dispose()
    {
        base.Dispose();
        _rounds.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(ListenAsync(stoppingToken), SweepAsync(stoppingToken));

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        await foreach (var recipient in _signal.Recipients.ReadAllAsync(stoppingToken)) _rounds.Hint(recipient);
    }

    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SweepEvery, _time);
        var (tick, room) = (timer.WaitForNextTickAsync(stoppingToken).AsTask(), _rounds.RoomAsync(stoppingToken));
        while (true)
        {
            try
            {
                while (await SweepOnceAsync(stoppingToken))
                {
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.SweepFailed(_logger, exception);
            }

            await await Task.WhenAny(tick, room);
            if (tick.IsCompleted) tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
            if (room.IsCompleted) room = _rounds.RoomAsync(stoppingToken);
        }
    }

    /// <returns>True when there is more and room for it.</returns>
    private async Task<bool> SweepOnceAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var size = SweepSize + _rounds.Running;
        await using var db = _databases.Create();
        var due = db.Outbox.AsNoTracking().Where(row => row.State == OutboxState.Waiting && row.DueAt <= now);
        var left = db.Outbox.AsNoTracking().Where(row => row.State == OutboxState.Sending);
        foreach (var prefix in _rounds.Full)
        {
            due = due.Where(row => !row.Recipient.StartsWith(prefix));
            left = left.Where(row => !row.Recipient.StartsWith(prefix));
        }

        var recipients = await due.OrderBy(row => row.Urgency).ThenBy(row => row.DueAt).Select(row => row.Recipient).Take(size).ToListAsync(cancellationToken);
        recipients.AddRange(await left.OrderBy(row => row.Id).Select(row => row.Recipient).Take(size).ToListAsync(cancellationToken));
        var started = recipients.Distinct().Count(_rounds.TryStart);
        return recipients.Count >= size && started > 0;
    }

    /// <summary>One slow provider must not hold up the others, so nobody waits for this. The mailbox logs and settles its own failures.</summary>
    private async Task DrainAsync(string recipient)
    {
        try
        {
            await _grains.GetGrain<IMailbox>(recipient).DrainAsync();
        }
        catch (Exception exception)
        {
            Log.RoundEnded(_logger, recipient, exception.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2010, LogLevel.Warning, "The sweep of the outbox failed; the next one follows")]
        public static partial void SweepFailed(ILogger logger, Exception exception);

        [LoggerMessage(2011, LogLevel.Information, "The mailbox of {Recipient} was left before its end ({Reason}); the sweep comes back to it")]
        public static partial void RoundEnded(ILogger logger, string recipient, string reason);
    }
}

using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;

namespace ServiceBot.Channels;

/// <summary>
/// Wakes the mailboxes: at once when a commit in this process wrote a letter, and by a sweep over everything that is due, which is what
/// finds letters after a crash and retries whose time has come.
/// </summary>
internal sealed partial class OutboxDispatcher(
    OutboxSignal signal,
    BotDbFactory databases,
    IGrainFactory grains,
    TimeProvider time,
    ILogger<OutboxDispatcher> logger) : BackgroundService
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(2);
    private const int SweepSize = 500;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(ListenAsync(stoppingToken), SweepAsync(stoppingToken));

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        await foreach (var recipient in signal.Recipients.ReadAllAsync(stoppingToken))
            Wake(recipient);
    }

    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SweepEvery, time);
        do
        {
            try
            {
                foreach (var recipient in await DueAsync(stoppingToken)) Wake(recipient);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.SweepFailed(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<List<string>> DueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = databases.Create();
        return await db.Outbox.AsNoTracking().Where(row => row.State == OutboxState.Waiting && row.DueAt <= now)
            .OrderBy(row => row.DueAt).Select(row => row.Recipient).Take(SweepSize).Distinct().ToListAsync(cancellationToken);
    }

    /// <summary>Not awaited: one slow provider must not hold up the others. The mailbox logs and settles its own failures.</summary>
    private void Wake(string recipient) => grains.GetGrain<IMailbox>(recipient).DrainAsync().Ignore();

    private static partial class Log
    {
        [LoggerMessage(2010, LogLevel.Warning, "The sweep of the outbox failed; the next one follows")]
        public static partial void SweepFailed(ILogger logger, Exception exception);
    }
}

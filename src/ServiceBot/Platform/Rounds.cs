namespace ServiceBot.Platform;

/// <summary>
/// Work that is looked for again and again: what a dead process left behind, what has become due, what another process changed. A round that
/// fails is told and the next one follows, also where a call inside it ran into its own time limit.
/// </summary>
internal abstract class Rounds(TimeSpan every, TimeProvider time) : BackgroundService
{
    protected TimeProvider Time => time;

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (!await RoundAsync(stoppingToken)) return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Failed(exception);
            }
        }
    }

    /// <returns>False when there is nothing to look for, now and later.</returns>
    protected abstract Task<bool> RoundAsync(CancellationToken cancellationToken);

    /// <summary>Writes the log line of this work.</summary>
    protected abstract void Failed(Exception exception);
}

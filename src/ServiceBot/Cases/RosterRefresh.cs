using ServiceBot.Platform;

namespace ServiceBot.Cases;

/// <summary>Takes up what another process has changed in the roster.</summary>
internal sealed partial class RosterRefresh(Roster roster, TimeProvider time, ILogger<RosterRefresh> logger) : Rounds(Interval, time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task<bool> RoundAsync(CancellationToken cancellationToken)
    {
        await roster.ReloadAsync(cancellationToken);
        return true;
    }

    protected override void Failed(Exception exception) => Log.ReloadFailed(logger, exception);

    private static partial class Log
    {
        [LoggerMessage(2101, LogLevel.Warning, "The roster could not be read again; the last one stays in use")]
        public static partial void ReloadFailed(ILogger logger, Exception exception);
    }
}

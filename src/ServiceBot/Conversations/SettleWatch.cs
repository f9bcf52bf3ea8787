using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceBot.Channels;
using ServiceBot.Channels.Sms;
using ServiceBot.Data;
using ServiceBot.Platform;

namespace ServiceBot.Conversations;

/// <summary>Finds what was taken and not read because the process died meanwhile, and has it read.</summary>
internal sealed partial class SettleWatch(
    BotDbFactory databases, IGrainFactory grains, Settling settling, IOptions<SmsOptions> options, TimeProvider time, ILogger<SettleWatch> logger) : Rounds(Every, time)
{
    private const int MostAtOnce = 200;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    protected override async Task<bool> RoundAsync(CancellationToken cancellationToken)
    {
        if (options.Value.SettleMilliseconds == 0) return false;
        await SweepAsync(cancellationToken);
        return true;
    }

    protected override void Failed(Exception exception) => Log.SweepFailed(logger, exception);

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var forgotten = settling.Forgotten;
        await using var db = databases.Create();
        var waiting = await db.Conversations.AsNoTracking().Where(row => row.UnreadFrom != null && row.HeardAt < forgotten)
            .OrderBy(row => row.Id).Select(row => row.Id).Take(MostAtOnce).ToListAsync(cancellationToken);
        await Task.WhenAll(waiting.Select(id => grains.GetGrain<IConversation>(id).ReadAsync()));
    }

    private static partial class Log
    {
        [LoggerMessage(3060, LogLevel.Warning, "The search for messages that wait to be read failed; the next one follows")]
        public static partial void SweepFailed(ILogger logger, Exception exception);
    }
}

using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.Platform;

namespace ServiceBot.Conversations;

/// <summary>
/// Answers messages whose slow work ended with its process: they are overdue in the store and nobody is at them. Without a model it looks until
/// there are none, and ends.
/// </summary>
internal sealed partial class WaitingWatch(BotDbFactory databases, IGrainFactory grains, TimeProvider time, ILogger<WaitingWatch> logger, SlowWork? slow = null)
    : Rounds(Every, time)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    /// <summary>The grain itself answers at the end of the box; only after this it is believed to be gone.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private const int MostAtOnce = 200;

    protected override async Task<bool> RoundAsync(CancellationToken cancellationToken) => await SweepAsync(cancellationToken) > 0 || slow is not null;

    protected override void Failed(Exception exception) => Log.SweepFailed(logger, exception);

    /// <returns>How many still waited, overdue or not.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var overdue = Time.GetUtcNow() - Grace;
        List<(string Id, DateTimeOffset Until)> waiting;
        await using (var db = databases.Create())
            waiting = [.. (await db.Conversations.AsNoTracking().Where(row => row.WaitingUntil != null).OrderBy(row => row.WaitingUntil).Take(MostAtOnce)
                .Select(row => new { row.Id, row.WaitingUntil }).ToListAsync(cancellationToken)).Select(row => (row.Id, row.WaitingUntil!.Value))];
        foreach (var (id, _) in waiting.Where(row => row.Until < overdue))
        {
            await grains.GetGrain<IConversation>(id).AnswerWaitingAsync(null);
            Log.Answered(logger, id);
        }

        return waiting.Count;
    }

    private static partial class Log
    {
        [LoggerMessage(3021, LogLevel.Information, "A message of {Conversation} had been left waiting and was answered without the model")]
        public static partial void Answered(ILogger logger, string conversation);

        [LoggerMessage(3022, LogLevel.Warning, "The sweep over messages that wait failed; the next one follows")]
        public static partial void SweepFailed(ILogger logger, Exception exception);
    }
}

using ServiceBot.Channels.Attachments;

namespace ServiceBot.Channels.WeChat;

/// <summary>
/// Takes what was acknowledged before its turn: fetches the picture, then knocks with the key the message had at the door. Dying at any point only
/// means doing it again, and the key makes that harmless.
/// </summary>
internal sealed partial class LaterWorker(LaterBox box, WeChatDoor door, WeChatApi api, AttachmentStore files, TimeProvider time, ILogger<LaterWorker> logger)
    : BackgroundService
{
    private const int Batch = 20, AtOnce = 4, MostAttempts = 12;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(2);
    /// <summary>The platform keeps a picture for three days.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.SweepFailed(logger, exception);
            }

            using var wait = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(box.Hints.ReadAsync(wait.Token).AsTask(), Task.Delay(SweepEvery, time, wait.Token));
            await wait.CancelAsync();
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var rows = await box.DueAsync(Batch, cancellationToken);
            await Parallel.ForEachAsync(rows, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, TakeAsync);
            if (rows.Count < Batch) return;
        }
    }

    private async ValueTask TakeAsync(LaterRow row, CancellationToken cancellationToken)
    {
        try
        {
            if (!await box.TakeUpAsync(row, cancellationToken)) return;
            if (await DoneAsync(row, box.Open(row), cancellationToken)) await box.DoneAsync(row.ConversationId, row.Key, cancellationToken);
            else await box.AgainAsync(row, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotTaken(logger, row.ConversationId, row.Attempts + 1, exception);
        }
    }

    /// <returns>False: to be tried again.</returns>
    private async Task<bool> DoneAsync(LaterRow row, WeChatArrival arrival, CancellationToken cancellationToken)
    {
        if (arrival.Kind != WeChatArrivalKind.Picture)
        {
            await door.TakeLaterAsync(row.ConversationId, arrival);
            return true;
        }

        var fetched = await api.FetchAsync(arrival.MediaId!, files.Options.MaxBytes, cancellationToken);
        if (fetched is FetchedMedia.NotNow && row.Attempts < MostAttempts && time.GetUtcNow() - row.CreatedAt < Kept) return false;
        var saved = fetched is FetchedMedia.File file ? await files.SaveAsync(row.ConversationId, file.Name, file.Bytes, cancellationToken) : null;
        if (saved is null)
        {
            Log.PictureLost(logger, row.ConversationId, fetched.Why);
            await door.TellAsync(row.ConversationId, arrival, new Letter { Text = "wechat_picture_lost", Urgent = true });
            return true;
        }

        var receipt = await door.TakeLaterAsync(row.ConversationId, arrival, saved);
        if (receipt.Repeated) await files.DiscardAsync([saved], cancellationToken);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(4311, LogLevel.Warning, "The sweep over messages that WeChat need not send again failed; the next one follows")]
        public static partial void SweepFailed(ILogger logger, Exception exception);

        [LoggerMessage(4312, LogLevel.Warning, "A message of {Conversation} could not be taken at attempt {Attempt}; it is tried again")]
        public static partial void NotTaken(ILogger logger, string conversation, int attempt, Exception exception);

        [LoggerMessage(4313, LogLevel.Information, "A picture of {Conversation} was not taken ({Reason}); she was asked for another")]
        public static partial void PictureLost(ILogger logger, string conversation, string reason);
    }
}

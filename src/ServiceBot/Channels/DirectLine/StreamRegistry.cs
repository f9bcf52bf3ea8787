using System.Collections.Concurrent;
using System.Net.WebSockets;
using ServiceBot.Channels.Attachments;

namespace ServiceBot.Channels.DirectLine;

/// <summary>The open streams of this process: one per conversation. A second one closes the first, with reason <c>collision</c>.</summary>
internal sealed class StreamRegistry(
    IGrainFactory grains, IActivityLog log, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<ActivityStream> logger)
{
    private readonly ConcurrentDictionary<string, ActivityStream> _open = new(StringComparer.Ordinal);

    public bool Has(string conversationId) => _open.ContainsKey(conversationId);

    /// <summary>Returns when the stream has ended, whoever ended it.</summary>
    public async Task ServeAsync(
        WebSocket socket, DirectLineCaller caller, long afterSeq, AttachmentLinks links, CancellationToken aborted)
    {
        var id = caller.ConversationId!;
        using var stream = new ActivityStream(socket, id, afterSeq, links, grains, log, time, logger);
        ActivityStream? older = null;
        _open.AddOrUpdate(id, stream, (_, existing) =>
        {
            older = existing;
            return stream;
        });
        older?.Stop(WebSocketCloseStatus.NormalClosure, "collision");
        using var stopping = lifetime.ApplicationStopping.Register(() => stream.Stop(WebSocketCloseStatus.EndpointUnavailable, "restart"));
        await using var expiry = time.CreateTimer(
            _ => stream.Stop(WebSocketCloseStatus.PolicyViolation, "token expired"), null, Until(caller.Expires), Timeout.InfiniteTimeSpan);
        try
        {
            await stream.RunAsync(aborted);
        }
        finally
        {
            _open.TryRemove(KeyValuePair.Create(id, stream));
        }
    }

    private TimeSpan Until(DateTimeOffset moment)
    {
        var left = moment - time.GetUtcNow();
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}

using System.Buffers;
using System.Net.WebSockets;
using System.Threading.Channels;
using ServiceBot.Channels.Attachments;

namespace ServiceBot.Channels.DirectLine;

/// <summary>
/// One open stream. No activity is missed and none comes twice:
/// <list type="number">
/// <item>it registers with the conversation first, so that whatever is committed from now on is announced;</item>
/// <item>then it reads the transcript from the client's watermark to the end;</item>
/// <item>then it follows the announcements by seq: an older one is dropped, a gap is filled from the transcript.</item>
/// </list>
/// Announcements may be lost (queue full, grain moved): every 20 seconds it registers again and compares with the conversation's last seq.
/// </summary>
internal sealed partial class ActivityStream(
    WebSocket socket, string conversationId, long afterSeq, AttachmentLinks links,
    IGrainFactory grains, IActivityLog log, TimeProvider time, ILogger<ActivityStream> logger) : IConversationWatcher, IDisposable
{
    private const int PageSize = 100;
    private const int QueueSize = 256;
    private const int MaxClientBytes = 64 * 1024;
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan SlowReader = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(3);
    private static readonly Committed Tick = new(0, []);

    private readonly Channel<Committed> _announced = Channel.CreateBounded<Committed>(QueueSize);
    private readonly CancellationTokenSource _stop = new();
    private readonly ArrayBufferWriter<byte> _frame = new(1024);
    private readonly IConversation _conversation = grains.GetGrain<IConversation>(conversationId);
    private (WebSocketCloseStatus Status, string Reason) _closing = (WebSocketCloseStatus.NormalClosure, "");
    private long _seq = afterSeq;
    private int _behind;

    /// <summary>Called by the conversation. Never waits for the client.</summary>
    public Task CommittedAsync(Committed committed)
    {
        if (!_announced.Writer.TryWrite(committed)) Interlocked.Exchange(ref _behind, 1);
        return Task.CompletedTask;
    }

    /// <summary>Ends the stream; only the first reason counts.</summary>
    public void Stop(WebSocketCloseStatus status, string reason)
    {
        lock (_stop)
        {
            if (_stop.IsCancellationRequested) return;
            _closing = (status, reason);
        }

        _stop.Cancel();
    }

    /// <summary>After <see cref="RunAsync"/>: <see cref="Stop"/> does nothing more then.</summary>
    public void Dispose() => _stop.Dispose();

    public async Task RunAsync(CancellationToken aborted)
    {
        using var abort = aborted.Register(() => Stop(WebSocketCloseStatus.Empty, ""));
        var self = grains.CreateObjectReference<IConversationWatcher>(this);
        var receiving = ReceiveAsync();
        try
        {
            await SendAsync(self, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopped by us, by the client, or by the end of the connection.
        }
        catch (Exception exception) when (exception is WebSocketException or TimeoutException or IOException)
        {
            Stop(WebSocketCloseStatus.Empty, "");
            socket.Abort();
        }
        catch (Exception exception)
        {
            Log.Failed(logger, conversationId, exception);
            Stop(WebSocketCloseStatus.InternalServerError, "try again");
        }
        finally
        {
            await CloseAsync(receiving);
            await ForgetAsync(self);
        }
    }

    private async Task SendAsync(IConversationWatcher self, CancellationToken cancellationToken)
    {
        await _conversation.WatchAsync(self);
        await CatchUpAsync(cancellationToken);
        await using var ticking = time.CreateTimer(_ => _announced.Writer.TryWrite(Tick), null, KeepAlive, KeepAlive);
        await foreach (var committed in _announced.Reader.ReadAllAsync(cancellationToken))
        {
            if (ReferenceEquals(committed, Tick)) await TickAsync(self, cancellationToken);
            else await FollowAsync(committed, cancellationToken);
            if (Interlocked.Exchange(ref _behind, 0) == 1) await CatchUpAsync(cancellationToken);
        }
    }

    private async Task TickAsync(IConversationWatcher self, CancellationToken cancellationToken)
    {
        await SendFrameAsync(ReadOnlyMemory<byte>.Empty);
        await _conversation.WatchAsync(self);
        if (await _conversation.FindAsync() is { } facts && facts.LastSeq > _seq) await CatchUpAsync(cancellationToken);
    }

    private async Task FollowAsync(Committed committed, CancellationToken cancellationToken)
    {
        if (committed.FirstSeq > _seq + 1)
        {
            await CatchUpAsync(cancellationToken);
            // What the transcript already had is older now and falls through.
        }

        for (var i = 0; i < committed.Activities.Count; i++)
        {
            var json = committed.Activities[i];
            await ShowAsync(new LoggedActivity(committed.FirstSeq + i, ActivityType.Of(json), json));
        }
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await log.ReadAsync(conversationId, _seq, PageSize, cancellationToken);
            if (page.Count == 0) return;
            foreach (var entry in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await ShowAsync(entry);
            }
        }
    }

    /// <summary>One activity per frame: the client emits those of one frame later than the next frame's first.</summary>
    private async Task ShowAsync(LoggedActivity entry)
    {
        if (entry.Seq <= _seq) return;
        _seq = entry.Seq;
        if (!ActivitySet.IsStreamed(entry.Type)) return;
        _frame.ResetWrittenCount();
        ActivitySet.Write(_frame, [links.In(entry.Json)], entry.Seq);
        await SendFrameAsync(_frame.WrittenMemory);
    }

    /// <summary>Not cancelled half-way, which would break the socket and lose the reason for closing; a reader that takes nothing is cut off.</summary>
    private Task SendFrameAsync(ReadOnlyMemory<byte> frame)
    {
        var sending = socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        return sending.IsCompletedSuccessfully ? Task.CompletedTask : sending.AsTask().WaitAsync(SlowReader, time);
    }

    /// <summary>The client sends keep-alives and, at the end, its close frame; messages come by POST.</summary>
    private async Task ReceiveAsync()
    {
        var buffer = new byte[256];
        try
        {
            long received = 0;
            while (true)
            {
                var result = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (result.MessageType == WebSocketMessageType.Close) break;
                received = result.EndOfMessage ? 0 : received + result.Count;
                if (received > MaxClientBytes) Stop(WebSocketCloseStatus.MessageTooBig, "messages are posted");
            }
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection is gone; the client comes back with its watermark.
        }

        Stop(WebSocketCloseStatus.NormalClosure, "");
    }

    private async Task CloseAsync(Task receiving)
    {
        try
        {
            var (status, reason) = _closing;
            if (status != WebSocketCloseStatus.Empty && socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                using var limit = new CancellationTokenSource(CloseLimit, time);
                await socket.CloseOutputAsync(status, reason, limit.Token);
                await receiving.WaitAsync(CloseLimit, time);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or TimeoutException or OperationCanceledException or IOException)
        {
            // A peer that does not answer the close frame loses nothing.
        }

        socket.Abort();
        await receiving;
    }

    private async Task ForgetAsync(IConversationWatcher self)
    {
        try
        {
            await _conversation.UnwatchAsync(self);
        }
        catch (Exception exception)
        {
            // The conversation forgets by itself after five minutes.
            Log.NotForgotten(logger, conversationId, exception);
        }

        grains.DeleteObjectReference<IConversationWatcher>(self);
    }

    private static partial class Log
    {
        [LoggerMessage(4004, LogLevel.Error, "The stream of {ConversationId} failed; its client will come back")]
        public static partial void Failed(ILogger logger, string conversationId, Exception exception);

        [LoggerMessage(4005, LogLevel.Information, "The stream of {ConversationId} could not sign off")]
        public static partial void NotForgotten(ILogger logger, string conversationId, Exception exception);
    }
}

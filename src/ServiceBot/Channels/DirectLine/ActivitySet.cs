using System.Buffers;
using System.Text;
using ServiceBot.Channels.Attachments;
using ServiceBot.Domain.Messaging;

namespace ServiceBot.Channels.DirectLine;

/// <summary>
/// What a poll is answered with, and each frame of a stream. The activities are stored as the client gets them, so they are put together
/// as text and never parsed.
/// </summary>
/// <remarks><code>{"activities":[{"type":"message","id":"dl-8Jx…|0000002",…}],"watermark":"2"}</code></remarks>
internal sealed class ActivitySet(IReadOnlyList<LoggedActivity> entries, long watermark) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        // A server sends its secret in a header, never in an address.
        var links = AttachmentLinks.For(httpContext.Request, httpContext.Caller().IsServer ? null : DirectLineAccess.Bearer(httpContext.Request));
        var buffer = new ArrayBufferWriter<byte>(1024);
        Write(buffer, entries.Where(entry => IsPolled(entry.Type)).Select(entry => links.In(entry.Json)), watermark);
        return response.Body.WriteAsync(buffer.WrittenMemory, httpContext.RequestAborted).AsTask();
    }

    public static void Write(IBufferWriter<byte> to, IEnumerable<string> activities, long watermark)
    {
        to.Write("{\"activities\":["u8);
        var first = true;
        foreach (var activity in activities)
        {
            if (!first) to.Write(","u8);
            first = false;
            Encoding.UTF8.GetBytes(activity, to);
        }

        to.Write("],\"watermark\":\""u8);
        Encoding.UTF8.GetBytes(Watermark.Of(watermark), to);
        to.Write("\"}"u8);
    }

    /// <summary>Never to a client: that it came, and what is between programs.</summary>
    public static bool IsStreamed(string type) => type is not (ActivityTypes.ConversationUpdate or ActivityTypes.InstallationUpdate or "trace");

    /// <summary>"Is typing" is news for a second: only the stream carries it.</summary>
    private static bool IsPolled(string type) => IsStreamed(type) && type != ActivityTypes.Typing;
}

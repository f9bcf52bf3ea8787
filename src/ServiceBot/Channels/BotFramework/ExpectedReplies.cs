using System.Text;
using ServiceBot.Domain.Messaging;

namespace ServiceBot.Channels.BotFramework;

/// <summary>Answer to <c>deliveryMode: expectReplies</c>: the replies in the response, instead of posted to the channel.</summary>
/// <remarks><code>{"activities":[{"type":"message","replyToId":"1700…","text":"…"}]}</code></remarks>
internal sealed class ExpectedReplies(IReadOnlyList<string> replies, ConversationReference reference, CancellationToken aborted) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var addressed = replies.Select(reply => ActivityJson.Write(reference.Address(ActivityJson.Parse(reply))));
        var json = $$"""{"activities":[{{string.Join(',', addressed)}}]}""";
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        return httpContext.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(json), aborted).AsTask();
    }
}

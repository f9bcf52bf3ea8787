using Microsoft.Extensions.Options;

namespace ServiceBot.Channels.WeChat;

/// <summary>
/// <c>/wechat</c>: the address entered on the platform's page. GET: the platform looks whether it is ours. POST: messages and events; the answer holds
/// the reply, or <c>success</c>, which means that we have it and shall answer by ourselves. After a 503 the platform asks again.
/// </summary>
internal static partial class WeChatEndpoints
{
    private const int MaxBytes = 64 * 1024;
    private const string Taken = "success";

    public static void MapCalls(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/wechat", Look).ExcludeFromDescription();
        routes.MapPost("/wechat", TakeAsync).ExcludeFromDescription();
    }

    private static IResult Look(HttpContext context, WeChatCall call) =>
        call.Echo(context.Request.Query) is { } echo ? TypedResults.Text(echo) : TypedResults.StatusCode(StatusCodes.Status403Forbidden);

    private static async Task<IResult> TakeAsync(
        HttpContext context, WeChatCall call, WeChatDoor door, IGrainFactory grains, IOptions<WeChatOptions> options, ILogger<WeChatDoor> logger)
    {
        if (!options.Value.IsOpen) return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        if (await RequestBody.ReadAsync(context.Request, MaxBytes, context.RequestAborted) is not { } body) return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var (message, refused) = call.Read(context.Request.Query, body);
        if (refused) return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        if (message is null || WeChatArrival.Of(message) is not { } arrival) return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        return await Webhook.TakeAsync(context, exception => Log.NotTaken(logger, exception), async () =>
            await door.TakeAsync(arrival, context.RequestAborted) is { } reply
                ? new AnswerResult(call.Answer(arrival, reply.Text), reply, grains.GetGrain<IMailbox>(reply.Conversation), options.Value.Hold, logger)
                : TypedResults.Text(Taken));
    }

    /// <summary>Gives the reply, and then says that it was given: dying in between leaves it claimed, which the outbox shows to staff.</summary>
    private sealed class AnswerResult(string xml, WeChatReply reply, IMailbox mailbox, TimeSpan hold, ILogger logger) : IResult
    {
        /// <summary>
        /// A response is complete for the server when it is in the server's own buffer. Marked in that instant and killed, the reply would count as given
        /// and be lost; a moment later it is with the kernel, which delivers it whatever becomes of us. Real time, also where tests move the clock.
        /// </summary>
        private static readonly TimeSpan UntilItIsOut = TimeSpan.FromMilliseconds(100);

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            try
            {
                // The connection broke before it was out: held again, for the platform's next try.
                if (await GiveAsync(httpContext))
                {
                    await Task.Delay(UntilItIsOut, TimeProvider.System, CancellationToken.None);
                    await mailbox.AnsweredAsync(reply.Seq);
                }
                else
                {
                    await mailbox.ReleaseAsync(reply.Seq, claimed: true, hold);
                }
            }
            catch (Exception exception)
            {
                Log.NotMarked(logger, reply.Conversation, reply.Seq, exception);
            }
        }

        private async Task<bool> GiveAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.ContentType = "text/xml; charset=utf-8";
            try
            {
                await response.WriteAsync(xml, httpContext.RequestAborted);
                await response.CompleteAsync();
                return !httpContext.RequestAborted.IsCancellationRequested;
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException)
            {
                return false;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4331, LogLevel.Warning, "A call of WeChat could not be taken and will come again")]
        public static partial void NotTaken(ILogger logger, Exception exception);

        [LoggerMessage(4332, LogLevel.Warning, "How the answer to message {Seq} of {Conversation} went could not be marked; the outbox will show it as uncertain")]
        public static partial void NotMarked(ILogger logger, string conversation, long seq, Exception exception);
    }
}

using Microsoft.Extensions.Options;

namespace ServiceBot.Channels.Sms.Kannel;

/// <summary>
/// <c>/sms/kannel</c>: messages of phones. 200 with an empty body means stored with its reply, which leaves by the outbox; after a 503
/// Kannel asks again with the same id. <c>/sms/kannel/dlr</c>: receipts of what we sent.
/// </summary>
internal static partial class KannelEndpoints
{
    public static void MapKannel(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/sms/kannel", [HttpMethods.Get, HttpMethods.Post], TakeAsync).ExcludeFromDescription();
        routes.MapMethods("/sms/kannel/dlr", [HttpMethods.Get, HttpMethods.Post], ReceiptAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> TakeAsync(HttpContext context, IOptions<KannelOptions> options, SmsDoor door, ILogger<KannelGateway> logger)
    {
        var message = await KannelMessage.ReadAsync(context.Request, context.RequestAborted);
        if (message is null) return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (!KannelAccess.MayDeliver(context, options, message.Secret)) return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        if (message.From is not { } from || message.To is not { } to) return Refusals.BadRequest("BadArgument", "A message has from, to and text.");
        return await Webhook.TakeAsync(context, exception => Log.NotTaken(logger, exception), async () =>
        {
            await door.TakeAsync(KannelGateway.GatewayName, from.Trim(), to.Trim(), message.Text, message.Id);
            return TypedResults.Text("");
        });
    }

    private static async Task<IResult> ReceiptAsync(HttpContext context, SmsReceipts receipts, ILogger<KannelGateway> logger)
    {
        if (receipts.Read(context.Request.Query) is not var (letter, attempt)) return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        if (ReceiptOf(context.Request.Query["status"].ToString()) is not { } receipt) return TypedResults.Text("");
        return await Webhook.TakeAsync(context, exception => Log.NotTaken(logger, exception), async () =>
        {
            await receipts.TakeAsync(letter, attempt, receipt, context.RequestAborted);
            return TypedResults.Text("");
        });
    }

    /// <summary>1 delivered to the phone, 2 not delivered, 8 taken by the centre, 16 refused by it. 4 says that it is on its way.</summary>
    private static LetterReceipt? ReceiptOf(string status) => status switch
    {
        "1" => LetterReceipt.Delivered,
        "2" => LetterReceipt.Undeliverable,
        "8" => LetterReceipt.Accepted,
        "16" => LetterReceipt.Refused,
        _ => null,
    };

    private static partial class Log
    {
        [LoggerMessage(4211, LogLevel.Warning, "A call of the gateway could not be taken and will come again")]
        public static partial void NotTaken(ILogger logger, Exception exception);
    }
}

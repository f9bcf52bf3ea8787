using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace ServiceBot.Channels.Sms.Twilio;

/// <summary>
/// <c>/sms/twilio</c>: messages of phones, signed. An empty answer document means stored with its reply, which leaves by the outbox; after a 503 the
/// gateway asks again with the same <c>MessageSid</c>. <c>/sms/twilio/status</c>: what became of what we sent.
/// </summary>
/// <remarks><code>POST /sms/twilio  MessageSid=SM…&amp;From=%2B8613900010001&amp;To=%2B8610690001&amp;Body=…&amp;NumMedia=0
/// POST /sms/twilio/status?letter=7&amp;attempt=1&amp;key=…  MessageSid=SM…&amp;MessageStatus=delivered&amp;ErrorCode=</code></remarks>
internal static partial class TwilioEndpoints
{
    public const string StatusPath = "/sms/twilio/status";
    private const string InboundPath = "/sms/twilio";
    private const int MaxBytes = 64 * 1024;
    private const string NoAnswer = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";

    public static void MapTwilio(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(InboundPath, TakeAsync).ExcludeFromDescription();
        routes.MapPost(StatusPath, StatusAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> TakeAsync(HttpContext context, IOptions<TwilioOptions> options, SmsDoor door, ILogger<TwilioGateway> logger)
    {
        var (fields, refused) = await ReadAsync(context, options.Value);
        if (refused is not null) return refused;
        if (fields.Of("From") is not { } from || fields.Of("To") is not { } to) return Refusals.BadRequest("BadArgument", "A message has From, To and Body.");
        return await Webhook.TakeAsync(context, exception => Log.NotTaken(logger, exception), async () =>
        {
            await door.TakeAsync(TwilioGateway.GatewayName, from.Trim(), to.Trim(), fields.Of("Body") ?? "", fields.Of("MessageSid") ?? fields.Of("SmsSid"));
            return TypedResults.Text(NoAnswer, "text/xml");
        });
    }

    private static async Task<IResult> StatusAsync(HttpContext context, IOptions<TwilioOptions> options, SmsReceipts receipts, ILogger<TwilioGateway> logger)
    {
        var (fields, refused) = await ReadAsync(context, options.Value);
        if (refused is not null) return refused;
        if (receipts.Read(context.Request.Query) is not var (letter, attempt)) return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        if (ReceiptOf(fields.Of("MessageStatus") ?? fields.Of("SmsStatus"), fields.Of("ErrorCode")) is not { } receipt) return TypedResults.NoContent();
        return await Webhook.TakeAsync(context, exception => Log.NotTaken(logger, exception), async () =>
        {
            await receipts.TakeAsync(letter, attempt, receipt, context.RequestAborted);
            return TypedResults.NoContent();
        });
    }

    /// <summary>The form, when who sent it has signed it.</summary>
    private static async Task<(Dictionary<string, string[]> Fields, IResult? Refused)> ReadAsync(HttpContext context, TwilioOptions options)
    {
        var request = context.Request;
        if (await RequestBody.ReadAsync(request, MaxBytes, context.RequestAborted) is not { } body) return ([], TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge));
        var fields = QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(body)).ToDictionary(field => field.Key, field => field.Value.Select(value => value ?? "").ToArray(), StringComparer.Ordinal);
        var address = options.PublicUrl is { } ours ? new Uri(ours, request.Path.ToUriComponent() + request.QueryString.ToUriComponent()) : new Uri(request.GetEncodedUrl());
        return options.AuthToken is { } token && TwilioSignature.IsValid(address, token, fields, request.Headers[TwilioSignature.Header].ToString())
            ? (fields, null)
            : (fields, TypedResults.StatusCode(StatusCodes.Status403Forbidden));
    }

    private static string? Of(this Dictionary<string, string[]> fields, string name) => fields.TryGetValue(name, out var values) && values[0].Length > 0 ? values[0] : null;

    /// <summary>"sent": the carrier has it. "failed": it was never tried; "undelivered": the carrier gave up. The others say that it is on its way.</summary>
    private static LetterReceipt? ReceiptOf(string? status, string? error) => status switch
    {
        "sent" => LetterReceipt.Accepted,
        "delivered" or "read" => LetterReceipt.Delivered,
        "failed" or "undelivered" when error == TwilioGateway.OptedOut.ToString(System.Globalization.CultureInfo.InvariantCulture) => LetterReceipt.OptedOut,
        "failed" => LetterReceipt.Refused,
        "undelivered" => LetterReceipt.Undeliverable,
        _ => null,
    };

    private static partial class Log
    {
        [LoggerMessage(4224, LogLevel.Warning, "A call of the gateway could not be taken and will come again")]
        public static partial void NotTaken(ILogger logger, Exception exception);
    }
}

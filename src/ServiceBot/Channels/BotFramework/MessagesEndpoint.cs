using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using ServiceBot.Channels.DirectLine;
using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;

namespace ServiceBot.Channels.BotFramework;

/// <summary>
/// <c>POST /api/messages</c>: where Bot Framework channels deliver. 202 means stored with its reply, which leaves by the outbox; channels
/// wait 15 seconds at most.
/// </summary>
/// <remarks>
/// <code>{"type":"message","id":"1700…","channelId":"msteams","serviceUrl":"https://smba…/","from":{"id":"29:1x…"},"recipient":{"id":"28:…"},
/// "conversation":{"id":"a:1y…"},"text":"…"}</code>
/// </remarks>
internal static partial class MessagesEndpoint
{
    public const string Channel = "botframework";
    private const int MaxBytes = 256 * 1024;
    private const int MaxTextLength = 20_000;
    private const int MaxIdLength = 100;

    public static void MapMessages(this IEndpointRouteBuilder routes) => routes.MapPost("/api/messages", PostAsync).ExcludeFromDescription();

    private static async Task<IResult> PostAsync(
        HttpContext context, IOptions<BotFrameworkOptions> options, ChannelTokens tokens, IGrainFactory grains, ILogger<ChannelTokens> logger)
    {
        var token = DirectLineAccess.Bearer(context.Request);
        var isOpen = options.Value.Auth == BotFrameworkAuth.None && context.IsLoopback();
        if (token is null && !isOpen) return Refusals.NoCredentials;
        var (activity, refusal) = await ReadAsync(context);
        if (activity is null) return refusal!;
        return await Webhook.TakeAsync(context, exception => Log.Failed(logger, exception), async () =>
        {
            var check = isOpen ? ChannelCheck.GoodWithoutServiceUrl : await tokens.CheckAsync(token!, activity, context.RequestAborted);
            if (check == ChannelCheck.Invalid) return Refusals.BadToken;
            if (check == ChannelCheck.NotForUs || (check == ChannelCheck.GoodWithoutServiceUrl && !IsLoopback(activity.ServiceUrl)))
                return Refusals.NotForUs;
            return await TakeAsync(context, activity, check == ChannelCheck.Good, grains);
        });
    }

    private static async Task<IResult> TakeAsync(HttpContext context, Activity activity, bool isVerified, IGrainFactory grains)
    {
        // An invoke wants an answer in this very response, and we define none.
        if (activity.Type == ActivityTypes.Invoke) return TypedResults.StatusCode(StatusCodes.Status501NotImplemented);
        if (!Concerns(activity)) return TypedResults.Accepted((string?)null);
        // As text at once: the turn goes on to work with the activity's own objects.
        var reference = ConversationReference.Of(activity, isVerified).ToJson();
        var expectReplies = activity.DeliveryMode == "expectReplies";
        var id = IdOf(activity);
        var receipt = await grains.GetGrain<IConversation>(id).ReceiveAsync(new Knock
        {
            Key = InboxKey.Of(ConversationReference.KeyPrefix, activity.Id),
            Activity = activity,
            ExpectReplies = expectReplies,
            Opening = new Opening
            {
                Channel = Channel,
                UserId = UserOf(activity),
                Locale = Locales.OrNull(activity.Locale),
                Reference = reference,
            },
        });
        return expectReplies ? new ExpectedReplies(receipt.Replies, ConversationReference.Parse(reference), context.RequestAborted) : TypedResults.Accepted((string?)null);
    }

    private static async Task<(Activity? Activity, IResult? Refusal)> ReadAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context.Request, MaxBytes, context.RequestAborted);
        if (body is null) return (null, Refusals.TooLarge(MaxBytes));
        Activity activity;
        try
        {
            activity = ActivityJson.Parse(body.AsSpan(0, CleanJson.InPlace(body)));
        }
        catch (JsonException)
        {
            return (null, Refusals.BadRequest("BadSyntax", "The body is not an activity in JSON."));
        }

        if (string.IsNullOrEmpty(activity.Type) || activity.Type.Length > 40) return Missing("type");
        if (string.IsNullOrEmpty(activity.ChannelId)) return Missing("channelId");
        if (string.IsNullOrEmpty(activity.Conversation?.Id)) return Missing("conversation.id");
        if (string.IsNullOrEmpty(activity.From?.Id)) return Missing("from.id");
        if (!Uri.TryCreate(activity.ServiceUrl, UriKind.Absolute, out var service) || service.Scheme is not ("https" or "http")) return Missing("serviceUrl");
        if (activity.Text?.Length > MaxTextLength) return (null, Refusals.BadRequest("MessageSizeTooBig", "The text is too long."));
        activity.Locale = Locales.OrNull(activity.Locale);
        activity.From.Role = "user";
        activity.Properties?.Remove("callerId");
        return (activity, null);

        static (Activity? Activity, IResult? Refusal) Missing(string property) =>
            (null, Refusals.BadRequest("MissingProperty", $"An activity from a channel has a valid {property}."));
    }

    /// <summary>Typing says nothing; the bot's own arrival is no reason to greet it.</summary>
    private static bool Concerns(Activity activity) => activity.Type switch
    {
        ActivityTypes.Typing => false,
        ActivityTypes.ConversationUpdate => activity.MembersAdded?.Any(member => member.Id != activity.Recipient?.Id) == true,
        _ => true,
    };

    /// <summary>The channel's own conversation ids are long and of any alphabet; ours is their hash.</summary>
    internal static string IdOf(Activity activity) => "bf-" + Base32.Of(SHA256.HashData(
        Encoding.UTF8.GetBytes($"{activity.ChannelId}|{activity.Conversation!.Id}")).AsSpan(0, 20));

    private static string UserOf(Activity activity)
    {
        var user = activity.From!.Id!;
        return user.Length <= MaxIdLength ? user : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(user)));
    }

    private static bool IsLoopback(string? serviceUrl) => Uri.TryCreate(serviceUrl, UriKind.Absolute, out var uri) && uri.IsLoopback;

    private static partial class Log
    {
        [LoggerMessage(4101, LogLevel.Error, "A Bot Framework activity could not be taken and was answered with 503")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}

using System.Text.Json;
using ServiceBot.Domain.Messaging;

namespace ServiceBot.Channels.DirectLine;

/// <summary>
/// An activity as a client posts it, turned into what may knock: the client decides what is said, the token decides who says it and where.
/// </summary>
/// <remarks>
/// <code>{"type":"message","from":{"id":"dl_7f…"},"text":"…","locale":"zh-CN","channelData":{"clientActivityID":"1700000000000.ab12"}}</code>
/// </remarks>
internal static class PostedActivity
{
    public const string Channel = "directline";
    private const int MaxTypeLength = 40;
    private const int MaxNameLength = 100;
    private const int MaxAttachments = 20;

    /// <param name="json">Cleaned in place.</param>
    /// <returns>The activity, or why it is refused.</returns>
    public static (Activity? Activity, IResult? Refusal) Parse(Span<byte> json, DirectLineOptions options)
    {
        Activity activity;
        try
        {
            activity = ActivityJson.Parse(json[..CleanJson.InPlace(json)]);
        }
        catch (JsonException)
        {
            return (null, Refusals.BadRequest("BadArgument", "The body is not an activity in JSON."));
        }

        // `"type": null` reaches this property in spite of its type.
        if (string.IsNullOrEmpty(activity.Type)) return (null, Refusals.BadRequest("MissingProperty", "An activity has a type."));
        if (activity.Type.Length > MaxTypeLength) return (null, Refusals.BadRequest("BadArgument", "The type is too long."));
        if (activity.Text?.Length > options.MaxTextLength)
            return (null, Refusals.BadRequest("MessageSizeTooBig", $"The text may have {options.MaxTextLength} characters."));
        if (activity.Attachments?.Count > MaxAttachments)
            return (null, Refusals.BadRequest("BadArgument", $"A message may have {MaxAttachments} attachments."));
        return (activity, null);
    }

    /// <summary>Overwrites what is not the client's to say. <c>channelData</c> stays as it came.</summary>
    public static Knock ToKnock(Activity activity, DirectLineCaller caller, string conversationId)
    {
        var user = caller.UserId ?? Shorter(activity.From?.Id) ?? "dl_server";
        activity.Id = null;
        activity.Timestamp = null;
        activity.ServiceUrl = null;
        activity.Recipient = null;
        activity.ChannelId = Channel;
        activity.From = new ChannelAccount { Id = user, Name = Shorter(activity.From?.Name), Role = "user" };
        activity.Conversation = new ConversationAccount { Id = conversationId };
        activity.Locale = Locales.OrNull(activity.Locale);
        activity.Properties?.Remove("callerId");
        // A link of the client's would be shown to staff as if we had checked it; its files come by upload.
        foreach (var attachment in activity.Attachments ?? []) attachment.ContentUrl = null;
        return new Knock { Key = ClientKey.Of(activity.ChannelData), Activity = activity, Opening = Opening(caller, user, activity.Locale) };
    }

    /// <summary>The first thing in a conversation that somebody opened: the bot may greet. Never shown to a client.</summary>
    public static Knock Start(DirectLineCaller caller, string conversationId, string userId, string? locale) => new()
    {
        Key = InboxKey.Start,
        Activity = new Activity
        {
            Type = ActivityTypes.ConversationUpdate,
            ChannelId = Channel,
            From = new ChannelAccount { Id = userId, Role = "user" },
            Conversation = new ConversationAccount { Id = conversationId },
            Locale = locale,
            MembersAdded = [new ChannelAccount { Id = userId }],
        },
        Opening = Opening(caller, userId, locale),
    };

    private static Opening Opening(DirectLineCaller caller, string userId, string? locale) =>
        new() { Channel = Channel, UserId = userId, Locale = locale, ProxyAgentId = caller.ProxyAgentId };

    private static string? Shorter(string? text) =>
        string.IsNullOrEmpty(text) ? null : text.Length <= MaxNameLength ? text : text[..MaxNameLength];
}

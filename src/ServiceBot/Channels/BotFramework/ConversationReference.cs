using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceBot.Domain.Messaging;

namespace ServiceBot.Channels.BotFramework;

/// <summary>How to reach somebody again, kept with her conversation from first contact on (A7550, A7560).</summary>
/// <remarks><code>{"channelId":"msteams","serviceUrl":"https://smba…/","isVerified":true,"activityId":"1700…","bot":{…},"user":{…},"conversation":{…}}</code></remarks>
internal sealed record ConversationReference
{
    /// <summary>Of inbox keys that are a channel's activity ids.</summary>
    public const string KeyPrefix = "bf:";

    public required string ChannelId { get; init; }
    public required string ServiceUrl { get; init; }
    /// <summary>The service address stood in the channel's signed token: our own token may go there.</summary>
    public required bool IsVerified { get; init; }
    /// <summary>The channel's id of her last message: what a reply refers to.</summary>
    public string? ActivityId { get; init; }
    public ChannelAccount? Bot { get; init; }
    public ChannelAccount? User { get; init; }
    public required ConversationAccount Conversation { get; init; }

    public static ConversationReference Of(Activity activity, bool isVerified) => new()
    {
        ChannelId = activity.ChannelId!,
        ServiceUrl = activity.ServiceUrl!,
        IsVerified = isVerified,
        ActivityId = activity.Id,
        Bot = activity.Recipient,
        User = activity.From,
        Conversation = activity.Conversation!,
    };

    public string ToJson() => JsonSerializer.Serialize(this, ReferenceJson.Default.ConversationReference);

    /// <exception cref="JsonException">Not written by <see cref="ToJson"/>.</exception>
    public static ConversationReference Parse(string json) =>
        JsonSerializer.Deserialize(json, ReferenceJson.Default.ConversationReference) ?? throw new JsonException("There is no reference.");

    /// <summary>Turns what the inside says into what the channel takes: its own names for us, for her and for the conversation.</summary>
    public Activity Address(Activity activity)
    {
        activity.Id = null;
        activity.Timestamp = null;
        activity.ChannelId = ChannelId;
        activity.ServiceUrl = ServiceUrl;
        activity.From = Bot;
        activity.Recipient = User;
        activity.Conversation = Conversation;
        activity.ReplyToId = activity.ReplyToId is { } key ? TheirIdOf(key) : null;
        return activity;
    }

    /// <summary>A turn answers an inbox key: the channel's id behind our prefix. Where a hash had to stand for it, the last one must do.</summary>
    private string? TheirIdOf(string key) =>
        key.StartsWith(KeyPrefix, StringComparison.Ordinal) && !key.StartsWith(KeyPrefix + InboxKey.HashMark, StringComparison.Ordinal)
            ? key[KeyPrefix.Length..]
            : ActivityId;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConversationReference))]
internal sealed partial class ReferenceJson : JsonSerializerContext;

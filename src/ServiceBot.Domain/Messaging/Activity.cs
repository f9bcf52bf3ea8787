using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceBot.Domain.Messaging;

/// <summary>
/// One thing that happened in a conversation, in the Bot Framework's own shape (Activity schema 3.1, requirement numbers A####).
/// The inside of ServiceBot speaks only this.
/// </summary>
/// <remarks>
/// Unknown fields are kept and written back (A2005). <see cref="ChannelData"/> goes back to Direct Line clients unchanged.
/// <see cref="Id"/> is set by the channel, never taken from a client (A2030). <see cref="Timestamp"/> orders nothing (A2042):
/// our own <c>seq</c> does.
/// </remarks>
public sealed class Activity
{
    /// <summary>Required: <c>message</c>, <c>event</c>, <c>typing</c>, <c>conversationUpdate</c>… Compared ordinally (A2011).</summary>
    public string Type { get; set; } = "";
    public string? Id { get; set; }
    /// <summary>UTC, set by the channel. Strictly rising inside one Direct Line conversation, since Web Chat sorts by it.</summary>
    public DateTimeOffset? Timestamp { get; set; }
    public DateTimeOffset? LocalTimestamp { get; set; }
    public string? LocalTimezone { get; set; }
    public string? ChannelId { get; set; }
    public string? ServiceUrl { get; set; }
    public ChannelAccount? From { get; set; }
    public ChannelAccount? Recipient { get; set; }
    public ConversationAccount? Conversation { get; set; }
    public string? ReplyToId { get; set; }
    /// <summary>BCP-47. Null means the conversation's own.</summary>
    public string? Locale { get; set; }
    public string? Text { get; set; }
    /// <summary><c>plain</c> when null. We send only plain text.</summary>
    public string? TextFormat { get; set; }
    public string? Speak { get; set; }
    /// <summary>On the wire <c>acceptingInput</c>, <c>expectingInput</c> or <c>ignoringInput</c>.</summary>
    public string? InputHint { get; set; }
    public string? Summary { get; set; }
    public IList<Attachment>? Attachments { get; set; }
    public string? AttachmentLayout { get; set; }
    public SuggestedActions? SuggestedActions { get; set; }
    public JsonElement? Entities { get; set; }
    public JsonElement? ChannelData { get; set; }
    public JsonElement? Value { get; set; }
    public string? ValueType { get; set; }
    /// <summary>Name of an <c>event</c> or <c>invoke</c>.</summary>
    public string? Name { get; set; }
    public string? DeliveryMode { get; set; }
    public string? Importance { get; set; }
    public string? Code { get; set; }
    public string? Action { get; set; }
    public IList<ChannelAccount>? MembersAdded { get; set; }
    public IList<ChannelAccount>? MembersRemoved { get; set; }

    /// <summary>Whatever else the sender put there.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>Values of <see cref="Activity.Type"/> that we act on. Every other type is stored and ignored (A2014).</summary>
public static class ActivityTypes
{
    public const string Message = "message";
    public const string Event = "event";
    public const string Typing = "typing";
    public const string Invoke = "invoke";
    public const string ConversationUpdate = "conversationUpdate";
    public const string InstallationUpdate = "installationUpdate";
    /// <summary><c>action</c> is <c>add</c> or <c>remove</c>: she follows us, or does no longer.</summary>
    public const string ContactRelationUpdate = "contactRelationUpdate";
    public const string EndOfConversation = "endOfConversation";
}

public sealed class ChannelAccount
{
    public string? Id { get; set; }
    public string? Name { get; set; }
    /// <summary><c>user</c> or <c>bot</c>.</summary>
    public string? Role { get; set; }
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}

public sealed class ConversationAccount
{
    public string? Id { get; set; }
    public string? Name { get; set; }
    public bool? IsGroup { get; set; }
    public string? ConversationType { get; set; }
    public string? TenantId { get; set; }
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}

public sealed class Attachment
{
    public string? ContentType { get; set; }
    public string? ContentUrl { get; set; }
    public JsonElement? Content { get; set; }
    public string? Name { get; set; }
    public string? ThumbnailUrl { get; set; }
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}

public sealed class SuggestedActions
{
    public IList<string>? To { get; set; }
    public IList<CardAction>? Actions { get; set; }
}

/// <summary>A button. We send <c>imBack</c>: what is pressed is seen as the resident's own message.</summary>
public sealed class CardAction
{
    public string? Type { get; set; }
    public string? Title { get; set; }
    public JsonElement? Value { get; set; }
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}

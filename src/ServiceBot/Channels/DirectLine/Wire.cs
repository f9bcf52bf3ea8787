using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceBot.Channels.DirectLine;

/// <summary>Answer to a started, resumed or refreshed conversation.</summary>
/// <remarks><code>{"conversationId":"dl-8Jx…","token":"eyJ…","expires_in":1800,"streamUrl":"wss://…/stream?t=…&amp;watermark=0"}</code></remarks>
internal sealed record ConversationResponse
{
    public required string ConversationId { get; init; }
    public required string Token { get; init; }
    [JsonPropertyName("expires_in")]
    public required int ExpiresIn { get; init; }
    public string? StreamUrl { get; init; }
    /// <summary>Only at <c>/chat/token</c>: the official clients read it from the token.</summary>
    public string? UserId { get; init; }
}

/// <summary>Answer to a posted activity: <c>{"id":"dl-8Jx…|0000012"}</c>.</summary>
internal sealed record ResourceResponse(string Id);

/// <summary>Body of <c>tokens/generate</c> and <c>conversations</c>; all of it optional. <c>{"user":{"id":"dl_7f…"},"locale":"zh-CN"}</c></summary>
internal sealed record StartRequest
{
    public StartUser? User { get; init; }
    public string? Locale { get; init; }
}

internal sealed record StartUser
{
    public string? Id { get; init; }
}

/// <summary>Body of <c>/chat/token</c>. <c>{"token":"eyJ…","conversationId":"dl-8Jx…","locale":"zh-CN"}</c></summary>
internal sealed record ChatTokenRequest
{
    /// <summary>The last token this browser had, running or over: brings it back into its conversation.</summary>
    public string? Token { get; init; }
    /// <summary>The conversation the page thinks of; when the token is for another one, a new one is begun.</summary>
    public string? ConversationId { get; init; }
    public string? Locale { get; init; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConversationResponse))]
[JsonSerializable(typeof(ResourceResponse))]
[JsonSerializable(typeof(StartRequest))]
[JsonSerializable(typeof(ChatTokenRequest))]
internal sealed partial class WireJson : JsonSerializerContext;

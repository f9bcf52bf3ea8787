using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceBot.Platform;

namespace ServiceBot.Channels.WeChat;

/// <summary>How to reach her again, sealed in <see cref="ConversationRow.Reference"/>: the only place where her OpenID stands.</summary>
/// <param name="LastAt">When she last wrote, clicked or scanned: customer-service messages are allowed for a while after it.</param>
internal sealed record WeChatReference(string OpenId, DateTimeOffset LastAt)
{
    public string Seal(Sealing sealing) => sealing.Seal(JsonSerializer.Serialize(this, WeChatReferenceJson.Default.WeChatReference));

    /// <exception cref="JsonException">Not written by <see cref="Seal"/>.</exception>
    public static WeChatReference Open(string text, Sealing sealing) =>
        JsonSerializer.Deserialize(sealing.Open(text), WeChatReferenceJson.Default.WeChatReference) ?? throw new JsonException("There is no reference.");
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(WeChatReference))]
internal sealed partial class WeChatReferenceJson : JsonSerializerContext;

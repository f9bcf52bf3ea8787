using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceBot.Domain.Messaging;

namespace ServiceBot.Channels.WeChat;

/// <summary>A letter beside its text, in the activity's channel data: what a template's fields are filled from when only a template may be sent.</summary>
/// <remarks><code>{"letter":"notice_case_taken_on","values":{"reference":"260000018","item":"…"}}</code></remarks>
/// <param name="Letter">Text id.</param>
/// <param name="Values">In the language of the conversation.</param>
internal sealed record WeChatLetter(string Letter, IReadOnlyDictionary<string, string> Values)
{
    private static readonly WeChatLetterJson _json = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static JsonElement Of(string letter, IReadOnlyDictionary<string, string> values) =>
        JsonSerializer.SerializeToElement(new WeChatLetter(letter, values), _json.WeChatLetter);

    /// <returns>Null where the activity is no letter.</returns>
    public static WeChatLetter? Of(Activity activity) =>
        activity.ChannelData is { ValueKind: JsonValueKind.Object } data ? data.Deserialize(_json.WeChatLetter) : null;
}

[JsonSerializable(typeof(WeChatLetter))]
internal sealed partial class WeChatLetterJson : JsonSerializerContext;

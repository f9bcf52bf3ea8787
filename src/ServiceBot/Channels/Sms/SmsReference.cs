using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceBot.Platform;

namespace ServiceBot.Channels.Sms;

/// <summary>How to reach a phone again, sealed in <see cref="ConversationRow.Reference"/>: the only place where the number stands.</summary>
/// <param name="Gateway"><see cref="ISmsGateway.Name"/> of the one she came by.</param>
/// <param name="Ours">Our number as she wrote to it.</param>
/// <param name="Hers">Her number as the gateway gave it.</param>
internal sealed record SmsReference(string Gateway, string Ours, string Hers)
{
    public string Seal(Sealing sealing) => sealing.Seal(JsonSerializer.Serialize(this, SmsReferenceJson.Default.SmsReference));

    /// <exception cref="JsonException">Not written by <see cref="Seal"/>.</exception>
    public static SmsReference Open(string text, Sealing sealing) =>
        JsonSerializer.Deserialize(sealing.Open(text), SmsReferenceJson.Default.SmsReference) ?? throw new JsonException("There is no reference.");
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SmsReference))]
internal sealed partial class SmsReferenceJson : JsonSerializerContext;

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceBot.Domain.Dialogs;

/// <summary>The one way a <see cref="ConversationState"/> is written and read. What a newer build wrote and this one does not know is ignored.</summary>
public static class ConversationStateJson
{
    private static readonly StateJsonContext Context = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        AllowOutOfOrderMetadataProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write(ConversationState state) => JsonSerializer.Serialize(state, Context.ConversationState);

    /// <exception cref="JsonException">The text is not a state.</exception>
    public static ConversationState Parse(string json) =>
        JsonSerializer.Deserialize(json, Context.ConversationState) ?? throw new JsonException("A state is a JSON object.");
}

[JsonSerializable(typeof(ConversationState))]
internal sealed partial class StateJsonContext : JsonSerializerContext;

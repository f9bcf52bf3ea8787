using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceBot.Domain.Cases;

/// <summary>The one way facts and events are written and read. What a newer build added and this one does not know is ignored.</summary>
public static class CaseJson
{
    private static readonly CaseJsonContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        AllowOutOfOrderMetadataProperties = true,
        Converters = { new JsonStringEnumConverter<CaseState>(), new JsonStringEnumConverter<ProxyLeg>(), new JsonStringEnumConverter<CaseActorKind>(), new JsonStringEnumConverter<Catalog.LimitUnit>() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write(CaseFacts facts) => JsonSerializer.Serialize(facts, Context.CaseFacts);

    public static string Write(CaseEvent @event) => JsonSerializer.Serialize(@event, Context.CaseEvent);

    /// <exception cref="JsonException">The text is not the facts of a case.</exception>
    public static CaseFacts ParseFacts(string json) =>
        JsonSerializer.Deserialize(json, Context.CaseFacts) ?? throw new JsonException("Facts are a JSON object.");

    /// <exception cref="JsonException">The text is not an event.</exception>
    public static CaseEvent ParseEvent(string json) =>
        JsonSerializer.Deserialize(json, Context.CaseEvent) ?? throw new JsonException("An event is a JSON object.");
}

[JsonSerializable(typeof(CaseFacts))]
[JsonSerializable(typeof(CaseEvent))]
internal sealed partial class CaseJsonContext : JsonSerializerContext;

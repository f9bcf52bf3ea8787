using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceBot.Domain.Messaging;

/// <summary>The one way an <see cref="Activity"/> is read and written: case-insensitive in, camelCase out, nulls left out (A2002, A2004).</summary>
public static class ActivityJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        PropertyNameCaseInsensitive = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Chinese stays readable and a third of the size in rows. The JSON is never placed inside HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = ActivityJsonContext.Default,
    };

    private static readonly ActivityJsonContext Context = new(new JsonSerializerOptions(Options) { TypeInfoResolver = null });

    /// <exception cref="JsonException">The text is not JSON, or not an activity.</exception>
    public static Activity Parse(string json) =>
        JsonSerializer.Deserialize(json, Context.Activity) ?? throw new JsonException("An activity is a JSON object.");

    /// <exception cref="JsonException">The bytes are not JSON, or not an activity.</exception>
    public static Activity Parse(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, Context.Activity) ?? throw new JsonException("An activity is a JSON object.");

    public static string Write(Activity activity) => JsonSerializer.Serialize(activity, Context.Activity);

    public static byte[] WriteUtf8(Activity activity) => JsonSerializer.SerializeToUtf8Bytes(activity, Context.Activity);
}

[JsonSerializable(typeof(Activity))]
internal sealed partial class ActivityJsonContext : JsonSerializerContext;

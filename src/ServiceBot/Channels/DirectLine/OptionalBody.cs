using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ServiceBot.Channels.DirectLine;

/// <summary>Bodies that the protocol lets a client leave out: no body, an empty one and <c>{}</c> are the same.</summary>
internal static class OptionalBody
{
    private const int MaxBytes = 16 * 1024;

    public static async ValueTask<(T? Value, IResult? Refusal)> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class, new()
    {
        var body = await RequestBody.ReadAsync(context.Request, MaxBytes, context.RequestAborted);
        if (body is null) return (null, Refusals.TooLarge(MaxBytes));
        if (body.AsSpan().Trim(" \t\r\n"u8).IsEmpty) return (new T(), null);
        try
        {
            return (JsonSerializer.Deserialize(body.AsSpan(0, CleanJson.InPlace(body)), type) ?? new T(), null);
        }
        catch (JsonException)
        {
            return (null, Refusals.BadRequest("BadArgument", "The body is not the JSON object that is expected here."));
        }
    }
}

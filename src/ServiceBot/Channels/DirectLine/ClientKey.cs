using System.Text.Json;

namespace ServiceBot.Channels.DirectLine;

/// <summary>The key by which a repeated post is recognised: <c>channelData.clientActivityID</c>, which the official clients make.</summary>
internal static class ClientKey
{
    /// <returns>Null when the client gave none.</returns>
    public static string? Of(JsonElement? channelData) =>
        channelData is { ValueKind: JsonValueKind.Object } data
        && data.TryGetProperty("clientActivityID", out var value)
        && value.ValueKind == JsonValueKind.String
            ? InboxKey.Of("ca:", value.GetString())
            : null;
}

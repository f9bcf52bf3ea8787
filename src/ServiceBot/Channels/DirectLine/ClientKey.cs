using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ServiceBot.Channels.DirectLine;

/// <summary>
/// The key by which a repeated post is recognised: <c>channelData.clientActivityID</c>, which the official clients make. Its prefix keeps
/// it apart from the keys that we make ourselves.
/// </summary>
internal static class ClientKey
{
    private const string Prefix = "ca:";
    private const int MaxLength = 200;

    /// <returns>Null when the client gave none.</returns>
    public static string? Of(JsonElement? channelData)
    {
        if (channelData is not { ValueKind: JsonValueKind.Object } data
            || !data.TryGetProperty("clientActivityID", out var value)
            || value.ValueKind != JsonValueKind.String
            || value.GetString() is not { Length: > 0 } id)
            return null;
        return id.Length <= MaxLength - Prefix.Length
            ? Prefix + id
            : $"{Prefix}{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(id)))}";
    }
}

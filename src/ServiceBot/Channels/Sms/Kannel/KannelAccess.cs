using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using ServiceBot.Platform;

namespace ServiceBot.Channels.Sms.Kannel;

/// <summary>Who may hand us text messages: whoever knows the secret, the listed addresses; with neither set, this machine itself.</summary>
internal static class KannelAccess
{
    public static bool MayDeliver(HttpContext context, IOptions<KannelOptions> options, string? shown)
    {
        var (secret, addresses) = (options.Value.Secret, options.Value.Addresses);
        if (secret is null && addresses.Length == 0) return context.IsLoopback();
        if (secret is not null && shown is not null && CryptographicOperations.FixedTimeEquals(Digest(secret), Digest(shown))) return true;
        return IsListed(context, addresses);
    }

    /// <summary>Behind a proxy every call has the proxy's address: a call that was forwarded needs the secret.</summary>
    private static bool IsListed(HttpContext context, string[] addresses) =>
        context.Connection.RemoteIpAddress is { } address
        && !context.Request.Headers.ContainsKey("Forwarded")
        && !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && !context.Request.Headers.ContainsKey("X-Real-IP")
        && addresses.Any(listed => IPAddress.Parse(listed).MapToIPv6().Equals(address.MapToIPv6()));

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

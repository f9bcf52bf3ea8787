namespace ServiceBot.Platform;

/// <summary>
/// Whether a call comes from this machine itself. A reverse proxy on the same machine connects from loopback for everybody, so a call
/// that carries a forwarding header never counts, nor does one without an address (a Unix socket).
/// </summary>
internal static class Loopback
{
    public static bool IsLoopback(this HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address
        && System.Net.IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("Forwarded")
        && !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && !context.Request.Headers.ContainsKey("X-Real-IP");
}

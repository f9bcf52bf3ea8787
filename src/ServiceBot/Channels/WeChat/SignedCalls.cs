using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace ServiceBot.Channels.WeChat;

/// <summary>
/// In plain mode the signature covers the time and a nonce, not the body: whoever has seen one call could sign any other with it. So a call must be
/// of our time, and a signature belongs to the first body it came with; that very call again is WeChat's own retry. Kept in memory: several
/// machines each know their own calls, and the time limits the rest.
/// </summary>
internal sealed class SignedCalls(IOptions<WeChatOptions> options, TimeProvider time)
{
    private const int MostRemembered = 50_000;
    private readonly ConcurrentDictionary<string, (string Body, DateTimeOffset At)> _seen = new(StringComparer.Ordinal);

    /// <param name="signature">Verified already.</param>
    /// <param name="timestamp">Unix seconds as text.</param>
    public bool Allow(string signature, string timestamp, ReadOnlySpan<byte> body)
    {
        var (now, range) = (time.GetUtcNow(), TimeSpan.FromMinutes(options.Value.ClockMinutes));
        if (!long.TryParse(timestamp, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var seconds)
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds()) return false;
        if ((now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > range) return false;
        if (_seen.Count > MostRemembered) Forget(now, range);
        var hash = Convert.ToBase64String(SHA256.HashData(body));
        return _seen.GetOrAdd(signature, (hash, now)).Body == hash;
    }

    private void Forget(DateTimeOffset now, TimeSpan range)
    {
        foreach (var (signature, call) in _seen)
            if (now - call.At > range * 2) _seen.TryRemove(signature, out _);
        if (_seen.Count > MostRemembered) _seen.Clear();
    }
}

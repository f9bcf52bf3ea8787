using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace ServiceBot.Channels.DirectLine;

/// <summary>Rate limits: new tokens per network address, messages per conversation. Generous to people, closed to floods.</summary>
internal sealed class DirectLineLimits(IOptions<DirectLineOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string>? _tokens = Buckets(options.Value.TokenBurst, options.Value.TokensPerSecond);
    private readonly PartitionedRateLimiter<string>? _messages = Buckets(options.Value.MessageBurst, options.Value.MessagesPerSecond);

    /// <returns>Null, or the refusal.</returns>
    public IResult? Token(IPAddress? address) => Ask(_tokens, Network(address));

    /// <returns>Null, or the refusal.</returns>
    public IResult? Message(string conversationId) => Ask(_messages, conversationId);

    public void Dispose()
    {
        _tokens?.Dispose();
        _messages?.Dispose();
    }

    /// <summary>One household or village gets one IPv6 /64; a limit per full address would limit nobody.</summary>
    private static string Network(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    private static IResult? Ask(PartitionedRateLimiter<string>? limiter, string partition)
    {
        if (limiter is null) return null;
        using var lease = limiter.AttemptAcquire(partition);
        if (lease.IsAcquired) return null;
        var seconds = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds) : 1;
        return Refusals.TooMany(Math.Max(1, seconds));
    }

    private static PartitionedRateLimiter<string>? Buckets(int burst, int perSecond) => burst == 0
        ? null
        : PartitionedRateLimiter.Create<string, string>(partition => RateLimitPartition.GetTokenBucketLimiter(
            partition,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = burst,
                TokensPerPeriod = perSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
                AutoReplenishment = false,
            }));
}

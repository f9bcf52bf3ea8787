using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace ServiceBot.Channels.WeChat;

/// <summary>How much one person may say: over it there is silence, so that a robot costs us nothing.</summary>
internal sealed class WeChatLimits(IOptions<WeChatOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string>? _messages = options.Value.Burst == 0
        ? null
        : PartitionedRateLimiter.Create<string, string>(conversation => RateLimitPartition.GetTokenBucketLimiter(
            conversation,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = options.Value.Burst,
                TokensPerPeriod = options.Value.PerMinute,
                ReplenishmentPeriod = TimeSpan.FromMinutes(1),
                QueueLimit = 0,
                AutoReplenishment = false,
            }));

    public bool Allow(string conversation)
    {
        if (_messages is null) return true;
        using var lease = _messages.AttemptAcquire(conversation);
        return lease.IsAcquired;
    }

    public void Dispose() => _messages?.Dispose();
}

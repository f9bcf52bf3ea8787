using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace ServiceBot.Channels.Sms;

/// <summary>
/// How much one phone may say. Every answer costs money, and another robot never tires of answering ours: over the limit there is silence.
/// </summary>
internal sealed class SmsLimits(IOptions<SmsOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string>? _messages = options.Value.Burst == 0
        ? null
        : PartitionedRateLimiter.Create<string, string>(sender => RateLimitPartition.GetTokenBucketLimiter(
            sender,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = options.Value.Burst,
                TokensPerPeriod = options.Value.PerMinute,
                ReplenishmentPeriod = TimeSpan.FromMinutes(1),
                QueueLimit = 0,
                AutoReplenishment = false,
            }));

    public bool Allow(string sender)
    {
        if (_messages is null) return true;
        using var lease = _messages.AttemptAcquire(sender);
        return lease.IsAcquired;
    }

    public void Dispose() => _messages?.Dispose();
}

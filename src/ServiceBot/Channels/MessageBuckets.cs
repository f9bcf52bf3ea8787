using System.Threading.RateLimiting;

namespace ServiceBot.Channels;

/// <summary>So many at once, and so many more in each period, for each who asks.</summary>
internal sealed class MessageBuckets : IDisposable
{
    private readonly PartitionedRateLimiter<string>? _buckets;

    /// <param name="burst">0: no limit.</param>
    /// <param name="more">Per <paramref name="period"/>.</param>
    public MessageBuckets(int burst, int more, TimeSpan period) => _buckets = burst == 0
        ? null
        : PartitionedRateLimiter.Create<string, string>(who => RateLimitPartition.GetTokenBucketLimiter(
            who,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = burst,
                TokensPerPeriod = more,
                ReplenishmentPeriod = period,
                QueueLimit = 0,
                AutoReplenishment = false,
            }));

    public bool Allow(string who) => WaitOf(who) is null;

    /// <returns>Null: allowed, and counted. Else after how long to ask again; zero where nobody knows.</returns>
    public TimeSpan? WaitOf(string who)
    {
        if (_buckets is null) return null;
        using var lease = _buckets.AttemptAcquire(who);
        if (lease.IsAcquired) return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.Zero;
    }

    public void Dispose() => _buckets?.Dispose();
}

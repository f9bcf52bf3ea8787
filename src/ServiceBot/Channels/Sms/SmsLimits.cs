using Microsoft.Extensions.Options;

namespace ServiceBot.Channels.Sms;

/// <summary>
/// How much one phone may say. Every answer costs money, and another robot never tires of answering ours: over the limit there is silence.
/// </summary>
internal sealed class SmsLimits(IOptions<SmsOptions> options) : IDisposable
{
    private readonly MessageBuckets _messages = new(options.Value.Burst, options.Value.PerMinute, TimeSpan.FromMinutes(1));

    public bool Allow(string sender) => _messages.Allow(sender);

    public void Dispose() => _messages.Dispose();
}

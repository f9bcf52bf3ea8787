using Microsoft.Extensions.Options;

namespace ServiceBot.Channels.WeChat;

/// <summary>How much one person may say: over it there is silence, so that a robot costs us nothing.</summary>
internal sealed class WeChatLimits(IOptions<WeChatOptions> options) : IDisposable
{
    private readonly MessageBuckets _messages = new(options.Value.Burst, options.Value.PerMinute, TimeSpan.FromMinutes(1));

    public bool Allow(string conversation) => _messages.Allow(conversation);

    public void Dispose() => _messages.Dispose();
}

using System.Threading.Channels;

namespace ServiceBot.Channels;

/// <summary>A hint, inside this process, that a recipient has letters. Losing one only costs the time to the next sweep.</summary>
internal sealed class OutboxSignal
{
    private readonly Channel<string> _recipients = Channel.CreateBounded<string>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite });

    public ChannelReader<string> Recipients => _recipients.Reader;

    public void Wake(string recipient) => _recipients.Writer.TryWrite(recipient);
}

using System.Threading.Channels;

namespace ServiceBot.Channels;

/// <summary>A hint, inside this process, that a recipient has letters. Losing one only costs the time to the next sweep.</summary>
internal sealed class OutboxSignal
{
    private readonly Channel<string> _recipients = Channel.CreateBounded<string>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite });

    public ChannelReader<string> Recipients => _recipients.Reader;

    /// <summary>Raised with each hint: a page that shows a recipient's errands looks again. Handlers return at once.</summary>
    public event Action<string>? Woken;

    public void Wake(string recipient)
    {
        _recipients.Writer.TryWrite(recipient);
        Woken?.Invoke(recipient);
    }
}

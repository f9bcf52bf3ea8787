using System.Collections.Concurrent;

namespace ServiceBot.Channels;

/// <summary>
/// Which mailboxes are being emptied now. Each channel has its own number of places, so that a slow provider never holds up the others, and a
/// mailbox is asked once at a time: a hint that comes meanwhile is remembered.
/// </summary>
internal sealed class OutboxRounds(IEnumerable<ISender> senders, Func<string, Task> drainAsync) : IDisposable
{
    private const int PlacesOfOthers = 256;
    /// <summary>Hints may take more places than the sweep: what answers somebody must not wait for a campaign to end.</summary>
    private const int RoomForHints = 2;
    private readonly ConcurrentDictionary<string, Lane> _lanes = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _room = new(0, 1);

    public int Running => _lanes.Values.Sum(lane => lane.Running.Count);

    /// <summary>Beginnings of recipients (<c>sms-</c>) whose places are all taken.</summary>
    public IReadOnlyList<string> Full => [.. _lanes.Values.Where(lane => lane.Running.Count >= lane.Places).Select(lane => lane.Prefix)];

    /// <summary>Something new for her. Over the limit it is left to the sweep.</summary>
    public void Hint(string recipient)
    {
        var lane = LaneOf(recipient);
        if (lane.Running.TryGetValue(recipient, out var again) && (again || lane.Running.TryUpdate(recipient, true, false))) return;
        if (lane.Running.Count >= lane.Places * RoomForHints) lane.Refused = true;
        else if (lane.Running.TryAdd(recipient, false)) _ = RunAsync(lane, recipient);
    }

    /// <returns>False when it runs already or there is no place.</returns>
    public bool TryStart(string recipient)
    {
        var lane = LaneOf(recipient);
        if (lane.Running.Count >= lane.Places)
        {
            lane.Refused = true;
            return false;
        }

        if (!lane.Running.TryAdd(recipient, false)) return false;
        _ = RunAsync(lane, recipient);
        return true;
    }

    /// <summary>Until a channel that had no place for somebody has half of them free.</summary>
    public Task RoomAsync(CancellationToken cancellationToken) => _room.WaitAsync(cancellationToken);

    public void Dispose() => _room.Dispose();

    private Lane LaneOf(string recipient) => _lanes.GetOrAdd(recipient[..(recipient.IndexOf('-', StringComparison.Ordinal) + 1)], prefix => new Lane(
        prefix, senders.FirstOrDefault(sender => sender.Channel + "-" == prefix)?.AtOnce ?? PlacesOfOthers));

    private async Task RunAsync(Lane lane, string recipient)
    {
        while (true)
        {
            await drainAsync(recipient);
            if (lane.Running.TryRemove(new KeyValuePair<string, bool>(recipient, false))) break;
            lane.Running[recipient] = false;
        }

        if (!lane.Refused || lane.Running.Count > lane.Places / 2) return;
        lane.Refused = false;
        try
        {
            _room.Release();
        }
        catch (SemaphoreFullException)
        {
            // Said already.
        }
    }

    private sealed record Lane(string Prefix, int Places)
    {
        /// <summary>By recipient: whether a hint came meanwhile.</summary>
        public ConcurrentDictionary<string, bool> Running { get; } = new(StringComparer.Ordinal);

        /// <summary>Somebody found no place: the sweep is told when there is one.</summary>
        public bool Refused { get; set; }
    }
}

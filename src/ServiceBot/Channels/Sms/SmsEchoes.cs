using System.Collections.Concurrent;

namespace ServiceBot.Channels.Sms;

/// <summary>
/// A robot at the other end answers each of our messages with the same sentence, for ever. People repeat themselves too, so the first few are
/// answered, and a short text (a digit from a menu) never counts. Kept in memory: a restart costs a few answers more.
/// </summary>
internal sealed class SmsEchoes(TimeProvider time)
{
    private const int AnsweredInARow = 5;
    private const int ShortestSentence = 4;
    private const int MostRemembered = 20_000;
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, Last> _last = new(StringComparer.Ordinal);

    /// <param name="id">The gateway's id: the same message again is no new one.</param>
    public bool IsEcho(string conversation, string text, string? id)
    {
        if (text.Length < ShortestSentence)
        {
            _last.TryRemove(conversation, out _);
            return false;
        }

        var now = time.GetUtcNow();
        if (_last.Count > MostRemembered) Forget(now);
        var hash = string.GetHashCode(text, StringComparison.Ordinal);
        return _last.AddOrUpdate(conversation, new Last(hash, id, 1, now), (_, last) =>
            last.Hash != hash || now - last.At > Forgotten ? new Last(hash, id, 1, now)
            : id is not null && id == last.Id ? last
            : new Last(hash, id, last.Count + 1, now)).Count > AnsweredInARow;
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (conversation, last) in _last)
            if (now - last.At > Forgotten) _last.TryRemove(conversation, out _);
        if (_last.Count > MostRemembered) _last.Clear();
    }

    private sealed record Last(int Hash, string? Id, int Count, DateTimeOffset At);
}

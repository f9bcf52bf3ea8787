using Microsoft.Extensions.Options;
using ServiceBot.Domain.Calendar;

namespace ServiceBot.Channels;

/// <summary>
/// When what nobody asked for may reach a phone. Only channels that ring are concerned: a letter on a page waits there anyway. Who has written a
/// moment ago is awake.
/// </summary>
internal sealed class LetterHours(IOptions<OutboxOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Awake = TimeSpan.FromMinutes(30);

    /// <summary>Whether letters there ring.</summary>
    public static bool Rings(ConversationRow? conversation) => conversation?.Reference is not null;

    /// <param name="lastTold">When news last went to her; null when that is long ago.</param>
    /// <returns>Until when it is held; null: it may go.</returns>
    public DateTimeOffset? Holds(OutboxUrgency urgency, ConversationRow? conversation, DateTimeOffset? lastTold = null)
    {
        if (urgency != OutboxUrgency.Normal || !Rings(conversation)) return null;
        var now = time.GetUtcNow();
        var quiet = new QuietHours(options.Value.QuietFrom, options.Value.QuietUntil).EndAt(now);
        if (quiet is not null && !(conversation!.HeardAt > now - Awake)) return quiet;
        var together = lastTold?.AddSeconds(options.Value.DigestSeconds);
        return together > now ? together : null;
    }
}

using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using ServiceBot.Channels;
using ServiceBot.Channels.Sms;
using ServiceBot.Domain.Messaging;
using ServiceBot.Transcripts;
using ServiceBot.Understanding;
using ServiceBot.Understanding.Steps;

namespace ServiceBot.Conversations;

/// <summary>
/// Which messages wait for the next one. A long text comes in parts on old phones and bad lines, and a thought in two short texts: one answer is what
/// she wants, and each costs. A number from a menu, a link code and a word to the carrier are complete, and are answered at once.
/// </summary>
internal sealed class Settling(Vocabulary words, IOptions<SmsOptions> options, TimeProvider time)
{
    /// <summary>In windows, from the first part on: whoever goes on typing is answered in between.</summary>
    private const int Longest = 3;
    /// <summary>UTF-16 units of a part that was cut by its length, not by her.</summary>
    private const int FullPart = 60;
    private readonly LinkCodeWords _codes = new(words);
    private readonly FrozenSet<string> _carrier =
        new[] { "commands.sms.optout", "commands.sms.optin", "commands.sms.help" }.SelectMany(words.Set).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public bool Waits(Warm before, Knock knock) =>
        SmsWords.Speaks(before) && knock is { Key: not null, WantsReplies: false, Activity: { Type: ActivityTypes.Message, Text: { } text } }
        && before.Row.ProxyAgentId is null && MayWait(text);

    /// <param name="text">A resident's text message.</param>
    public bool MayWait(string? text) => options.Value.SettleMilliseconds > 0 && text is not null && !IsWhole(text);

    public TimeSpan WaitFor(Warm taken)
    {
        var window = TimeSpan.FromMilliseconds(options.Value.SettleMilliseconds);
        var parts = taken.Row.LastSeq - taken.Row.UnreadFrom!.Value + 1;
        return parts >= Longest ? TimeSpan.FromMilliseconds(1) : window;
    }

    /// <summary>Taken so long ago that its process must be dead.</summary>
    public DateTimeOffset Forgotten => time.GetUtcNow().AddMilliseconds(-Longest * options.Value.SettleMilliseconds).AddSeconds(-2);

    /// <summary>The last one with the text of all.</summary>
    public static Activity Join(IReadOnlyList<Activity> parts)
    {
        var text = parts[0].Text ?? "";
        foreach (var (part, next) in parts.Zip(parts.Skip(1))) text += (part.Text?.Length >= FullPart ? "" : " ") + next.Text;
        parts[^1].Text = text;
        return parts[^1];
    }

    /// <summary>A code too: it must be starred in the very turn that stores it.</summary>
    private bool IsWhole(string text) => _codes.Speaks(text) || text.All(sign => char.IsDigit(sign) || char.IsWhiteSpace(sign)) || _carrier.Contains(text.Trim());
}

/// <summary>What she has said, as stored.</summary>
/// <param name="Activity">Of several messages the last, with the text of all.</param>
/// <param name="Last">The row of the last.</param>
internal sealed record StoredMessage(Activity Activity, TranscriptRow Last);

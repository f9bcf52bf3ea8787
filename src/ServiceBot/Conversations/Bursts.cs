using ServiceBot.Domain.Dialogs;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>
/// Short messages of one breath: "要什么材料", "低保". Each is answered at once, and one that follows what was not understood is read
/// together with it where that makes more of both.
/// </summary>
internal sealed class Bursts(Understander understander)
{
    /// <summary>Who takes longer has begun something else.</summary>
    private static readonly TimeSpan OneBreath = TimeSpan.FromSeconds(15);
    /// <summary>In UTF-16 units: more is not a fragment.</summary>
    private const int LongestBurst = 100;

    public IReadOnlyList<Command> Understand(Utterance said, ConversationState before, Expectation expectation)
    {
        var alone = understander.Understand(said, expectation);
        if (Joined(said.Text, before, said.Now) is not { } text || !Lacks(alone)) return alone;
        var together = understander.Understand(said with { Text = text }, expectation);
        return SaysMore(together, alone) ? together : alone;
    }

    /// <returns>What is kept for the message that may follow; null where this one was understood.</returns>
    public static Fragment? Keep(string text, ConversationState before, IReadOnlyList<Command> commands, DateTimeOffset now)
    {
        if (commands is not [Command.Unknown { Reason: "no_match" }] || text.Length > LongestBurst) return null;
        return new Fragment(Joined(text, before, now) ?? text, now);
    }

    private static string? Joined(string text, ConversationState before, DateTimeOffset now) =>
        before.Fragment is { } fragment && now - fragment.At <= OneBreath && fragment.Text.Length + text.Length < LongestBurst ? $"{fragment.Text} {text}" : null;

    /// <summary>Nothing, several things, or an item without what she wants of it.</summary>
    private static bool Lacks(IReadOnlyList<Command> alone) => alone is [Command.Unknown or Command.Clarify or Command.Ask { Fields: null or { Count: 0 } }];

    /// <summary>The item must stay the one she named now: half a sentence does not change it.</summary>
    private static bool SaysMore(IReadOnlyList<Command> together, IReadOnlyList<Command> alone) => (alone[0], together) switch
    {
        (_, [Command.Unknown]) => false,
        (Command.Unknown, _) => true,
        (Command.Clarify, [Command.Ask { Item: not null } or Command.Start { Item: not null }, ..]) => true,
        (Command.Ask asked, [Command.Ask { Fields.Count: > 0 } both]) => both.Item == asked.Item,
        (Command.Ask { Item: { } item }, [Command.Start start, ..]) => start.Item == item,
        _ => false,
    };
}

using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Tools.Replaying;

/// <summary>What one turn does differently in two versions: lines for a reader, none when it is the same.</summary>
internal static class TurnDifference
{
    private const string Nothing = "-";

    public static IReadOnlyList<string> Of(ReplayedTurn a, ReplayedTurn b, PersonalWords personal)
    {
        var lines = new List<string>();
        Add("understood", a.Understood ?? Nothing, b.Understood ?? Nothing);
        Add("path", Path(a.After), Path(b.After));
        Add("slots", Slots(a.After), Slots(b.After));
        Add("effects", Joined(a.Effects), Joined(b.Effects));
        Add("texts", Joined(a.Replies.Select(reply => reply.Told ?? Nothing)), Joined(b.Replies.Select(reply => reply.Told ?? Nothing)));
        for (var at = 0; at < Math.Max(a.Replies.Count, b.Replies.Count); at++)
            Add("says", a.Replies.ElementAtOrDefault(at)?.Text ?? Nothing, b.Replies.ElementAtOrDefault(at)?.Text ?? Nothing);
        return lines;

        void Add(string what, string left, string right)
        {
            if (left == right) return;
            var (from, to) = Cut(personal.Mask(left), personal.Mask(right));
            lines.Add($"{what}: {from} => {to}");
        }
    }

    /// <summary>Dialog, open step, who answers.</summary>
    private static string Path(ConversationState state) =>
        $"{(state.Active is { } active ? $"{active.Dialog}/{active.Asked}" : "no dialog")}{(state.Owner == ConversationOwner.Bot ? "" : $", owner {state.Owner}")}{(state.OptedOut ? ", opted out" : "")}";

    private static string Slots(ConversationState state) => state.Active is not { } active ? Nothing
        : Joined(active.Answers.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value.Value.Value}")
            .Concat(active.Parked.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"({pair.Key}={pair.Value.Value.Value})")));

    private static string Joined(IEnumerable<string> parts) => string.Join(", ", parts) is { Length: > 0 } text ? text : Nothing;

    /// <summary>Of long texts only where they part, on one line each.</summary>
    private static (string, string) Cut(string left, string right)
    {
        const int Before = 12, Short = 80, Most = 160;
        var same = 0;
        while (same < left.Length && same < right.Length && left[same] == right[same]) same++;
        var from = left.Length <= Short && right.Length <= Short ? 0 : Math.Max(0, same - Before);
        return (Piece(left), Piece(right));

        string Piece(string text)
        {
            var piece = text[Math.Min(from, text.Length)..];
            if (piece.Length > Most) piece = piece[..Most] + "...";
            return "'" + (from > 0 ? "..." : "") + piece.ReplaceLineEndings(" / ") + "'";
        }
    }
}

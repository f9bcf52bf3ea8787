namespace ServiceBot.Catalog;

/// <summary>
/// Finds many phrases in one text, the longest at each place, without overlap. A phrase that begins or ends with a Latin letter or a digit
/// stands as a whole word: 110 is not in a phone number. "A..B" stands for A and B with at most <c>widestGap</c> characters between.
/// </summary>
internal sealed class PhraseFinder<T>
{
    private readonly Dictionary<char, Phrase[]> _byFirst;

    public PhraseFinder(IEnumerable<(string Text, T Meaning)> phrases, int widestGap = 6) =>
        _byFirst = phrases.Select(pair => Phrase.Of(pair.Text, pair.Meaning, widestGap)).GroupBy(phrase => phrase.Head[0])
            .ToDictionary(group => group.Key, group => group.OrderByDescending(phrase => phrase.Head.Length + (phrase.Tail?.Length ?? 0)).ToArray());

    /// <param name="text">As <see cref="TextFold.Words"/> makes it.</param>
    /// <param name="taken">Places that belong to something else; null for none.</param>
    public List<Hit> Find(string text, bool[]? taken = null)
    {
        var hits = new List<Hit>();
        for (var at = 0; at < text.Length; at++)
        {
            if (taken?[at] == true || !_byFirst.TryGetValue(text[at], out var phrases)) continue;
            foreach (var phrase in phrases)
            {
                var length = phrase.LengthAt(text, at);
                if (length == 0) continue;
                hits.Add(new Hit(at, length, phrase.Meaning));
                at += length - 1;
                break;
            }
        }

        return hits;
    }

    internal readonly record struct Hit(int Start, int Length, T Meaning);

    private sealed record Phrase(string Head, string? Tail, int WidestGap, T Meaning)
    {
        public static Phrase Of(string text, T meaning, int widestGap)
        {
            var parts = text.Split("..");
            return new Phrase(TextFold.Words(parts[0]), parts.Length > 1 ? TextFold.Words(parts[1]) : null, widestGap, meaning);
        }

        /// <summary>0 when it does not stand there.</summary>
        public int LengthAt(string text, int at)
        {
            if (string.CompareOrdinal(text, at, Head, 0, Head.Length) != 0 || !IsWhole(text, at, Head.Length)) return 0;
            if (Tail is null) return Head.Length;
            var from = at + Head.Length;
            var tail = text.IndexOf(Tail, from, Math.Min(text.Length - from, WidestGap + Tail.Length), StringComparison.Ordinal);
            return tail < 0 ? 0 : tail + Tail.Length - at;
        }

        private static bool IsWhole(string text, int at, int length) =>
            !(char.IsAsciiLetterOrDigit(text[at]) && at > 0 && char.IsAsciiLetterOrDigit(text[at - 1])) &&
            !(char.IsAsciiLetterOrDigit(text[at + length - 1]) && at + length < text.Length && char.IsAsciiLetterOrDigit(text[at + length]));
    }
}

namespace ServiceBot.Tests.Support;

/// <summary>
/// What articles are found with where nobody thought about it: BM25 with the usual figures over pairs of Chinese characters and words of other
/// letters, title and text as one. The floor of our search.
/// </summary>
public sealed class PairBm25
{
    private const double Saturation = 1.5, LengthPenalty = 0.75;
    private readonly Dictionary<string, List<(int Document, int Count)>> _postings = [];
    private readonly double[] _held;

    public PairBm25(IReadOnlyList<string> documents)
    {
        var lengths = new double[documents.Count];
        for (var at = 0; at < documents.Count; at++)
            foreach (var term in Terms(documents[at]).GroupBy(term => term, (term, same) => (Term: term, Count: same.Count())))
            {
                if (!_postings.TryGetValue(term.Term, out var found)) _postings[term.Term] = found = [];
                found.Add((at, term.Count));
                lengths[at] += term.Count;
            }

        var average = Math.Max(1, lengths.Average());
        _held = [.. lengths.Select(length => Saturation * (1 - LengthPenalty + LengthPenalty * length / average))];
    }

    /// <summary>The document that fits best; the first of all when none does.</summary>
    public int Best(string question)
    {
        var scores = new double[_held.Length];
        foreach (var term in Terms(question).Distinct())
        {
            if (!_postings.TryGetValue(term, out var found)) continue;
            var rarity = Math.Log(1 + (_held.Length - found.Count + 0.5) / (found.Count + 0.5));
            foreach (var (document, count) in found) scores[document] += rarity * count * (Saturation + 1) / (count + _held[document]);
        }

        return Array.IndexOf(scores, scores.Max());
    }

    private static IEnumerable<string> Terms(string text)
    {
        var from = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && char.IsLetterOrDigit(text[at]) && (at == from || IsHan(text[at]) == IsHan(text[at - 1]))) continue;
            if (at > from && IsHan(text[from]) && at - from > 1)
                for (var i = from; i + 1 < at; i++)
                    yield return text.Substring(i, 2);
            else if (at > from) yield return text[from..at].ToLowerInvariant();
            from = at < text.Length && char.IsLetterOrDigit(text[at]) ? at : at + 1;
        }
    }

    private static bool IsHan(char letter) => letter is >= '\u3400' and <= '\u9FFF';
}

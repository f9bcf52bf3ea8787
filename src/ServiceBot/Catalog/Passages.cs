using ServiceBot.Catalog.Search;

namespace ServiceBot.Catalog;

/// <summary>Picks the part of a text that answers a question: whole sentences, in their order, unchanged.</summary>
internal static class Passages
{
    // Full stop, question mark, exclamation mark and semicolon of Chinese, and a line's end.
    private const string Ends = "\u3002\uFF1F\uFF01\uFF1B\n";

    /// <summary>The text itself when it is short; else the sentences side by side that have most of the question.</summary>
    /// <param name="telling">How much each term of the question tells.</param>
    /// <param name="longest">In UTF-16 units; a single longer sentence is given whole.</param>
    public static string Best(string text, IReadOnlyDictionary<ulong, double> telling, int longest)
    {
        if (text.Length <= longest) return text;
        var sentences = Sentences(text, telling);
        var (from, to, best) = (0, 1, -1.0);
        for (var first = 0; first < sentences.Count; first++)
        {
            var found = new HashSet<ulong>();
            for (var last = first; last < sentences.Count && (last == first || sentences[last].End - sentences[first].Start <= longest); last++)
            {
                found.UnionWith(sentences[last].Found);
                var score = found.Sum(term => telling[term]);
                // As much in fewer sentences is nearer.
                if (score > best) (from, to, best) = (first, last + 1, score);
            }
        }

        // What follows explains.
        while (to < sentences.Count && sentences[to].End - sentences[from].Start <= longest) to++;
        return text[sentences[from].Start..sentences[to - 1].End].Trim();
    }

    /// <summary>Where the sentence ends that begins there.</summary>
    public static int EndOfSentence(string text, int from)
    {
        for (var at = from; at < text.Length; at++)
            if (Ends.Contains(text[at]) || (text[at] is '.' or '?' or '!' or ';' && at + 1 < text.Length && char.IsWhiteSpace(text[at + 1]))) return at + 1;
        return text.Length;
    }

    private static List<(int Start, int End, HashSet<ulong> Found)> Sentences(string text, IReadOnlyDictionary<ulong, double> telling)
    {
        var reader = new TermReader(SearchWords.BuiltIn);
        var sentences = new List<(int, int, HashSet<ulong>)>();
        for (var start = 0; start < text.Length;)
        {
            var end = EndOfSentence(text, start);
            sentences.Add((start, end, [.. reader.Read(text[start..end]).Select(term => term.Key).Where(telling.ContainsKey)]));
            start = end;
        }

        return sentences;
    }
}

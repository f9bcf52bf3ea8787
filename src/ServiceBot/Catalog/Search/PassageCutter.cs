namespace ServiceBot.Catalog.Search;

/// <summary>Cuts a text into passages: whole sentences side by side, because a long policy text is about many things and a question about one.</summary>
internal static class PassageCutter
{
    /// <summary>Chinese characters, and twice the other words, of a passage; more where the text would have too many.</summary>
    private const int Size = 280;

    /// <param name="terms">Of the text, in its order.</param>
    /// <param name="passageOf">Gets the passage of each term.</param>
    /// <returns>Length of each passage.</returns>
    public static float[] Cut(string text, List<SearchTerm> terms, List<int> passageOf)
    {
        passageOf.Clear();
        if (terms.Count == 0) return [];
        var size = Math.Max(Size, terms.Sum(Units) * 2 / Postings.MostPassages);
        var lengths = new List<float>();
        var (at, filled) = (0, 0);
        for (var end = 0; end < text.Length;)
        {
            end = Passages.EndOfSentence(text, end);
            var (from, sentence) = (at, 0);
            while (at < terms.Count && terms[at].Start < end) sentence += Units(terms[at++]);
            if (filled > 0 && filled + sentence > size && lengths.Count + 1 < Postings.MostPassages)
            {
                lengths.Add(filled);
                filled = 0;
            }

            filled += sentence;
            for (; from < at; from++) passageOf.Add(lengths.Count);
        }

        for (; at < terms.Count; at++) passageOf.Add(lengths.Count);
        lengths.Add(Math.Max(1, filled));
        return [.. lengths];
    }

    private static int Units(SearchTerm term) => term.Kind switch { TermKind.Single or TermKind.Lone => 1, TermKind.Word => 2, _ => 0 };
}

namespace ServiceBot.Catalog;

/// <summary>
/// Finds many phrases in one text, the one with most letters at each place, without overlap. A phrase that begins or ends with a Latin letter or a
/// digit stands as a whole word: 110 is not in a phone number.
/// </summary>
/// <remarks>
/// "A..B" stands for A and B with at most <c>widestGap</c> characters between; "&lt;kin&gt;" for any word of that kind, "&lt;kin&gt;?" for one or none.
/// </remarks>
internal sealed class PhraseFinder<T>
{
    private readonly Dictionary<char, Phrase[]> _byFirst;

    /// <param name="kinds">Words by the name of their kind; null for none.</param>
    /// <exception cref="InvalidDataException">A kind is not there.</exception>
    public PhraseFinder(IEnumerable<(string Text, T Meaning)> phrases, int widestGap = 6, IReadOnlyDictionary<string, WordSet>? kinds = null) =>
        _byFirst = phrases.Select(pair => new Phrase(PhrasePart.Read(pair.Text, widestGap, kinds), pair.Meaning))
            .SelectMany(phrase => phrase.Beginnings.Select(first => (First: first, Phrase: phrase))).GroupBy(pair => pair.First, pair => pair.Phrase)
            .ToDictionary(group => group.Key, group => group.ToArray());

    /// <param name="text">As <see cref="TextFold.Words"/> makes it.</param>
    /// <param name="taken">Places that belong to something else; null for none.</param>
    public List<Hit> Find(string text, bool[]? taken = null)
    {
        var hits = new List<Hit>();
        for (var at = 0; at < text.Length; at++)
        {
            if (taken?[at] == true || !_byFirst.TryGetValue(text[at], out var phrases)) continue;
            var (best, most, end) = (default(Phrase), 0, 0);
            foreach (var phrase in phrases)
                if (phrase.Match(text, at) is var (stop, letters) && letters > most) (best, most, end) = (phrase, letters, stop);
            if (best is null) continue;
            hits.Add(new Hit(at, end - at, best.Meaning));
            at = end - 1;
        }

        return hits;
    }

    internal readonly record struct Hit(int Start, int Length, T Meaning);

    private sealed record Phrase(PhrasePart[] Parts, T Meaning)
    {
        public IEnumerable<char> Beginnings => Parts[0].Words.Beginnings;

        /// <returns>Where it ends, and how many letters of it stand there; none where it does not.</returns>
        public (int End, int Letters) Match(string text, int at) => Match(text, at, 0);

        private (int End, int Letters) Match(string text, int at, int number)
        {
            if (number == Parts.Length) return (at, 0);
            var part = Parts[number];
            for (var start = at; start < text.Length && start <= at + part.WidestGap; start++)
                foreach (var word in part.Words.At(text, start))
                    if (Match(text, start + word.Length, number + 1) is var (end, letters) && letters >= 0) return (end, letters + word.Length);
            return part.IsOptional ? Match(text, at, number + 1) : (at, -1);
        }
    }
}

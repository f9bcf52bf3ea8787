namespace ServiceBot.Catalog;

/// <summary>A piece of a phrase that is looked for.</summary>
/// <param name="Words">One of them stands there.</param>
/// <param name="WidestGap">Characters that may stand before it.</param>
internal sealed record PhrasePart(WordSet Words, int WidestGap, bool IsOptional)
{
    private const string Gap = "..";

    /// <exception cref="InvalidDataException">It names a kind that is not there, or begins with what may be missing.</exception>
    public static PhrasePart[] Read(string phrase, int widestGap, IReadOnlyDictionary<string, WordSet>? kinds)
    {
        var parts = new List<PhrasePart>();
        foreach (var (number, piece) in phrase.Split(Gap).Index())
        {
            var gap = number == 0 ? 0 : widestGap;
            foreach (var words in Pieces(piece))
            {
                var optional = words.EndsWith('?');
                var name = words.Trim('<', '>', '?');
                var set = words[0] != '<' ? new WordSet([words])
                    : kinds?.GetValueOrDefault(name) ?? throw new InvalidDataException($"'{phrase}': no kind of words is called {name}");
                parts.Add(new PhrasePart(set, gap, optional));
                gap = 0;
            }
        }

        return parts is [{ IsOptional: false }, ..] ? [.. parts] : throw new InvalidDataException($"'{phrase}' must begin with a word");
    }

    /// <summary>"我&lt;money&gt;到了没": three.</summary>
    private static IEnumerable<string> Pieces(string piece)
    {
        for (var at = 0; at < piece.Length;)
        {
            var end = piece[at] == '<' ? piece.IndexOf('>', at) + 1 : piece.IndexOf('<', at);
            if (end <= 0) end = piece.Length;
            else if (piece[at] == '<' && end < piece.Length && piece[end] == '?') end++;
            yield return piece[at..end];
            at = end;
        }
    }
}

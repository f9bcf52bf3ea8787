namespace ServiceBot.Catalog.Search;

/// <summary>
/// The exact names: official, short, colloquial, retired, English. In a text the longest names count, and a name inside a longer one does not:
/// 异地医保 is not 医保.
/// </summary>
internal sealed class AliasTable
{
    private readonly Dictionary<string, int[]> _documents;
    private readonly int _longest;

    public AliasTable(IEnumerable<(string Name, int Document)> names)
    {
        _documents = names.Select(pair => (Key: TextFold.Words(pair.Name), pair.Document)).Where(pair => pair.Key.Length >= 2)
            .GroupBy(pair => pair.Key, pair => pair.Document).ToDictionary(group => group.Key, group => group.Distinct().ToArray());
        _longest = _documents.Count == 0 ? 0 : _documents.Keys.Max(key => key.Length);
    }

    /// <summary>Names in the text, from left to right, each the longest at its place.</summary>
    /// <param name="text">As <see cref="TextFold.Words"/> makes it.</param>
    public List<Hit> Find(string text)
    {
        var hits = new List<Hit>();
        var lookup = _documents.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == ' ' || !IsStart(text, at)) continue;
            for (var length = Math.Min(_longest, text.Length - at); length >= 2; length--)
            {
                if (!IsEnd(text, at + length) || !lookup.TryGetValue(text.AsSpan(at, length), out var documents)) continue;
                hits.Add(new Hit(at, length, documents));
                break;
            }
        }

        return Longest(hits);
    }

    private static List<Hit> Longest(List<Hit> hits)
    {
        hits.RemoveAll(hit => hits.Exists(other => other.Length > hit.Length && other.Start <= hit.Start && other.Start + other.Length >= hit.Start + hit.Length));
        return hits;
    }

    private static bool IsStart(string text, int at) => at == 0 || !char.IsAsciiLetterOrDigit(text[at]) || !char.IsAsciiLetterOrDigit(text[at - 1]);

    private static bool IsEnd(string text, int end) => end == text.Length || !char.IsAsciiLetterOrDigit(text[end - 1]) || !char.IsAsciiLetterOrDigit(text[end]);

    internal readonly record struct Hit(int Start, int Length, int[] Documents);
}

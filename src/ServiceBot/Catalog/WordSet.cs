namespace ServiceBot.Catalog;

/// <summary>Words of one kind, to be found where they stand.</summary>
internal sealed class WordSet
{
    private readonly Dictionary<char, string[]> _byFirst;

    public WordSet(IEnumerable<string> words) =>
        _byFirst = words.Select(TextFold.Words).Distinct().GroupBy(word => word[0]).ToDictionary(group => group.Key, group => group.OrderByDescending(word => word.Length).ToArray());

    public IEnumerable<char> Beginnings => _byFirst.Keys;

    /// <summary>Those that stand at a place, longest first.</summary>
    /// <param name="text">As <see cref="TextFold.Words"/> makes it.</param>
    public IEnumerable<string> At(string text, int at)
    {
        if (!_byFirst.TryGetValue(text[at], out var words)) yield break;
        foreach (var word in words)
            if (string.CompareOrdinal(text, at, word, 0, word.Length) == 0 && IsWhole(text, at, word.Length))
                yield return word;
    }

    private static bool IsWhole(string text, int at, int length) =>
        !(char.IsAsciiLetterOrDigit(text[at]) && at > 0 && char.IsAsciiLetterOrDigit(text[at - 1])) &&
        !(char.IsAsciiLetterOrDigit(text[at + length - 1]) && at + length < text.Length && char.IsAsciiLetterOrDigit(text[at + length]));
}

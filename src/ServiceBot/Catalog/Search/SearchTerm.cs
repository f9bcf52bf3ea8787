namespace ServiceBot.Catalog.Search;

/// <summary>What two texts are compared by.</summary>
/// <param name="Key">The same for the same term of the same kind.</param>
/// <param name="Start">Where it stands in the text that was read.</param>
/// <param name="Length">How far it reaches there.</param>
internal readonly record struct SearchTerm(TermKind Kind, ulong Key, int Start, int Length)
{
    private const int KindShift = 60;
    private const ulong Prime = 1099511628211, Basis = 14695981039346656037, Inside = (1UL << KindShift) - 1;

    public static SearchTerm Of(TermKind kind, ulong key, int start, int length) => new(kind, ((ulong)kind << KindShift) | (key & Inside), start, length);

    /// <summary>Of the text itself: no beginning, no two words, no meaning.</summary>
    public static bool IsWord(ulong key) => (TermKind)(key >> KindShift) is TermKind.Pair or TermKind.Single or TermKind.Lone or TermKind.Word;

    public static ulong Pair(char first, char second) => Of(TermKind.Pair, ((ulong)first << 16) | second, 0, 0).Key;

    /// <summary>Keys of the pairs of a Chinese text.</summary>
    public static IEnumerable<ulong> Pairs(string text)
    {
        for (var at = 0; at + 1 < text.Length; at++) yield return Pair(text[at], text[at + 1]);
    }

    public static ulong Hash(ReadOnlySpan<char> text)
    {
        var hash = Basis;
        foreach (var character in text) hash = (hash ^ character) * Prime;
        return hash;
    }

    public static ulong Join(ulong first, ulong second) => ((first * Prime) ^ second) * Prime;
}

internal enum TermKind
{
    /// <summary>Two Chinese characters side by side.</summary>
    Pair = 1,
    /// <summary>One Chinese character inside a longer text: 医保 and 医疗保险 share two.</summary>
    Single,
    /// <summary>One Chinese character alone between others.</summary>
    Lone,
    /// <summary>A word of other letters, as its stem, or a number.</summary>
    Word,
    /// <summary>The first four letters of such a word: vaccine, vaccination.</summary>
    Beginning,
    /// <summary>Two such words side by side.</summary>
    WordPair,
    /// <summary>What several words stand for: <c>alike</c> in <c>dialogs/vocabulary/search.yml</c>.</summary>
    Meaning,
}

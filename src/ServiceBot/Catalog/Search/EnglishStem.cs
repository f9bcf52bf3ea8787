namespace ServiceBot.Catalog.Search;

/// <summary>Takes common endings off an English word, as far as comparing needs it: applying, applied, applies. Never for showing.</summary>
internal static class EnglishStem
{
    private const int Shortest = 4, ShortestLeft = 3;
    private static readonly (string Ending, string Instead)[] _endings =
        [("ies", "y"), ("sses", "ss"), ("ing", ""), ("edly", ""), ("ed", ""), ("ly", ""), ("ment", ""), ("ation", "at"), ("ions", "ion"), ("es", "e"), ("s", "")];

    /// <param name="word">Lower case.</param>
    /// <param name="stem">At least as long as the word.</param>
    /// <returns>Length of the stem.</returns>
    public static int Write(ReadOnlySpan<char> word, Span<char> stem)
    {
        word.CopyTo(stem);
        var length = word.Length;
        if (length < Shortest || word.ContainsAnyExceptInRange('a', 'z')) return length;
        foreach (var (ending, instead) in _endings)
        {
            if (!word.EndsWith(ending, StringComparison.Ordinal) || length - ending.Length < ShortestLeft) continue;
            // Not of class, virus.
            if (ending == "s" && word[^2] is 's' or 'u') continue;
            length -= ending.Length;
            instead.CopyTo(stem[length..]);
            length += instead.Length;
            break;
        }

        if (length > Shortest && stem[length - 1] == stem[length - 2] && stem[length - 1] is not ('l' or 's' or 'e')) length--;
        if (length > Shortest && stem[length - 1] == 'e') length--;
        if (length >= Shortest && stem[length - 1] == 'y') stem[length - 1] = 'i';
        return length;
    }
}

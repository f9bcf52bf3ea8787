namespace ServiceBot.Catalog.Search;

/// <summary>跳伞执照 is no 热气球执照: question and title share a word, before it stand different ones, and of hers the catalog has never heard.</summary>
internal static class OtherThing
{
    /// <summary>Characters of a word.</summary>
    private const int Word = 2;

    /// <param name="left">The question without its form.</param>
    /// <param name="title">The title without its form.</param>
    /// <param name="isTerm">Whether the catalog knows a pair of characters.</param>
    public static bool IsAsked(string left, string title, Func<string, bool> isTerm)
    {
        for (var at = Word; at + Word <= left.Length; at++)
        {
            if (!IsHan(left, at - Word, Word + Word)) continue;
            var place = title.IndexOf(left.Substring(at, Word), StringComparison.Ordinal);
            if (place < Word || !IsHan(title, place - Word, Word) || left[at - 1] == title[place - 1]) continue;
            if (!isTerm(left.Substring(at - Word, Word)) && !left.Contains(title.Substring(place - Word, Word), StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private static bool IsHan(string text, int start, int length)
    {
        foreach (var letter in text.AsSpan(start, length))
            if (!TextFold.IsHan(letter)) return false;
        return true;
    }
}

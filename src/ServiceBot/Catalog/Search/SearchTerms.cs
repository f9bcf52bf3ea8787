namespace ServiceBot.Catalog.Search;

/// <summary>Cuts a text into the terms of the index: pairs of neighbouring Chinese characters, and whole words of other letters.</summary>
internal static class SearchTerms
{
    /// <param name="text">As <see cref="TextFold.Words"/> makes it.</param>
    public static List<string> Of(string text)
    {
        var terms = new List<string>(text.Length);
        var at = 0;
        while (at < text.Length)
        {
            if (text[at] == ' ')
            {
                at++;
                continue;
            }

            var han = TextFold.IsHan(text[at]);
            var end = at + 1;
            while (end < text.Length && text[end] != ' ' && TextFold.IsHan(text[end]) == han) end++;
            if (!han) terms.Add(Singular(text[at..end]));
            else if (end - at == 1) terms.Add(text[at..end]);
            else
                for (var i = at; i + 1 < end; i++)
                    terms.Add(text.Substring(i, 2));
            at = end;
        }

        return terms;
    }

    /// <summary>English plural to singular, as far as looking up needs it.</summary>
    private static string Singular(string word) =>
        word.Length > 3 && word[^1] == 's' && word[^2] != 's' && char.IsAsciiLetter(word[^2]) ? word[..^1] : word;

    /// <summary>How alike two texts are by their terms: 0 nothing in common, 1 the same.</summary>
    public static double Likeness(string one, string other)
    {
        var left = Of(TextFold.Words(one)).ToHashSet();
        var right = Of(TextFold.Words(other)).ToHashSet();
        if (left.Count == 0 || right.Count == 0) return 0;
        return 2.0 * left.Count(right.Contains) / (left.Count + right.Count);
    }
}

namespace ServiceBot.Understanding;

/// <summary>Word borders: an English word ends at a letter's end, a Chinese one anywhere.</summary>
internal static class Words
{
    public static bool IsWhole(string text, int at, int length) => StartsThere(text, at) && EndsThere(text, at + length);

    public static bool StartsThere(string text, int at) => at == 0 || !IsOneWord(text[at - 1], text[at]);

    public static bool EndsThere(string text, int end) => end >= text.Length || !IsOneWord(text[end - 1], text[end]);

    /// <summary>Position of the first of the words that stands in the text, -1 for none.</summary>
    public static int Find(string text, string[] words, out string found)
    {
        foreach (var word in words)
        {
            var at = Find(text, word);
            if (at < 0) continue;
            found = word;
            return at;
        }

        found = "";
        return -1;
    }

    public static int Find(string text, string word)
    {
        var at = text.IndexOf(word, StringComparison.Ordinal);
        while (at >= 0 && !IsWhole(text, at, word.Length)) at = text.IndexOf(word, at + 1, StringComparison.Ordinal);
        return at;
    }

    public static bool Contains(string text, string[] words) => Find(text, words, out _) >= 0;

    /// <summary>Also either half of a rare character beyond the basic plane: some names have one.</summary>
    public static bool IsHan(char c) => c is (>= '\u3400' and <= '\u9FFF') or '\u3007' or (>= '\uD840' and <= '\uD88F') or (>= '\uDC00' and <= '\uDFFF');

    /// <summary>Two letters or two digits; in "3pm" the word begins after the digit.</summary>
    private static bool IsOneWord(char first, char second) =>
        first < '\u0250' && second < '\u0250' && ((char.IsLetter(first) && char.IsLetter(second)) || (char.IsAsciiDigit(first) && char.IsAsciiDigit(second)));
}

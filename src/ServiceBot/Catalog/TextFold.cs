using System.Text;

namespace ServiceBot.Catalog;

/// <summary>
/// One spelling for what people write in many: NFKC (full and half width), lower case, traditional characters to simplified.
/// For comparing only, never for showing.
/// </summary>
internal static class TextFold
{
    private const char First = '\u4E00';
    /// <summary>Letters, digits and signs of full width.</summary>
    private const char FirstWide = '\uFF01', LastWide = '\uFF5E';
    private static readonly Lazy<char[]> _simplified = new(ReadTable);

    public static string Fold(string text)
    {
        var normal = IsPlain(text) ? text : Normalize(text);
        return string.Create(normal.Length, normal, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = Fold(source[i]);
        });
    }

    /// <summary>Folded, without anything that is neither letter nor digit.</summary>
    public static string Letters(string text)
    {
        var folded = Fold(text);
        var length = 0;
        Span<char> letters = folded.Length <= 512 ? stackalloc char[folded.Length] : new char[folded.Length];
        foreach (var character in folded)
            if (char.IsLetterOrDigit(character))
                letters[length++] = character;
        return length == folded.Length ? folded : new string(letters[..length]);
    }

    /// <summary>
    /// Folded; spaces between Chinese characters are gone (people put them anywhere), every other run of spaces and signs is one space.
    /// </summary>
    public static string Words(string text)
    {
        var folded = Fold(text);
        var words = new StringBuilder(folded.Length);
        var gap = false;
        var onlySpaces = true;
        foreach (var character in folded)
        {
            if (!char.IsLetterOrDigit(character))
            {
                gap = true;
                onlySpaces &= char.IsWhiteSpace(character);
                continue;
            }

            if (gap && words.Length > 0 && !(onlySpaces && IsHan(character) && IsHan(words[^1]))) words.Append(' ');
            words.Append(character);
            (gap, onlySpaces) = (false, true);
        }

        return words.ToString();
    }

    public static char Fold(char character)
    {
        if (character < '\u0080') return char.ToLowerInvariant(character);
        if (character is >= FirstWide and <= LastWide) return char.ToLowerInvariant((char)(character - FirstWide + '!'));
        var table = _simplified.Value;
        var at = character - First;
        return (uint)at < (uint)table.Length && table[at] != 0 ? table[at] : char.ToLowerInvariant(character);
    }

    public static bool IsHan(char character) => character is >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF';

    /// <summary>Of characters that NFKC leaves as they are, or that the fold of one character takes care of: nearly every text, and far cheaper to see than to normalize.</summary>
    private static bool IsPlain(string text)
    {
        foreach (var character in text)
            if (character is not (< '\u0080' or >= '\u4E00' and <= '\u9FFF' or >= FirstWide and <= LastWide or '\u3001' or '\u3002')) return false;
        return true;
    }

    /// <summary>A text with half a surrogate pair cannot be normalized; it is compared as it came.</summary>
    private static string Normalize(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }

    private static char[] ReadTable()
    {
        var table = new char['\u9FFF' - First + 1];
        using var stream = typeof(TextFold).Assembly.GetManifestResourceStream("ServiceBot.Catalog.Words.traditional.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            for (var i = 0; i + 1 < line.Length; i += 2) table[line[i] - First] = line[i + 1];
        }

        return table;
    }
}

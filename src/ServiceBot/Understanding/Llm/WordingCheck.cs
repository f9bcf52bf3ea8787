using ServiceBot.Platform;

namespace ServiceBot.Understanding.Llm;

/// <summary>
/// Lets a wording pass only when every fact stands in it once as a reference and every other word is one of <c>wording.yml</c>. What is not a
/// reference can then say nothing: no figure in any script, no date, sum, phone, link, place or item, and no claim without a figure either.
/// </summary>
internal sealed class WordingCheck(Vocabulary words)
{
    private const int LongestWording = 400;
    private const string Open = "{{", Close = "}}";
    private readonly string[] _chinese = words.Longest("wording.zh");
    private readonly string[] _english = words.Longest("wording.en");

    /// <returns>Null when it may be sent; else why not.</returns>
    public string? Refuse(string template, AnswerParts parts, string locale)
    {
        if (template.Length > LongestWording) return "long";
        var left = parts.References.Keys.ToHashSet(StringComparer.Ordinal);
        var at = 0;
        while (true)
        {
            var open = template.IndexOf(Open, at, StringComparison.Ordinal);
            if (Free(template[at..(open < 0 ? template.Length : open)], TextBook.IsEnglish(locale)) is { } reason) return reason;
            if (open < 0) break;
            var close = template.IndexOf(Close, open, StringComparison.Ordinal);
            if (close < 0) return "broken_reference";
            var name = template[(open + Open.Length)..close];
            if (!parts.References.ContainsKey(name)) return "unknown_reference";
            if (!left.Remove(name)) return "twice";
            at = close + Close.Length;
        }

        return left.Count > 0 ? "missing" : null;
    }

    private string? Free(string text, bool english)
    {
        if (text.Any(IsFigure)) return "figure";
        if (text.Any(c => !IsPlain(c) && !char.IsLetter(c) && c != '\'')) return "sign";
        return IsMadeOf(text.ToLowerInvariant(), english ? _english : _chinese) ? null : "word";
    }

    /// <summary>Whether the text can be cut into these words. A word ends where the next begins, or at a sign.</summary>
    private static bool IsMadeOf(string text, string[] vocabulary)
    {
        var reached = new bool[text.Length + 1];
        reached[0] = true;
        for (var at = 0; at < text.Length; at++)
        {
            if (!reached[at]) continue;
            if (IsPlain(text[at])) reached[at + 1] = true;
            foreach (var word in vocabulary)
                if (string.CompareOrdinal(text, at, word, 0, word.Length) == 0 && Words.IsWhole(text, at, word.Length)) reached[at + word.Length] = true;
        }

        return reached[text.Length];
    }

    /// <summary>Digits of every script, Roman and circled ones, Chinese numerals with their units.</summary>
    internal static bool IsFigure(char c) => char.IsNumber(c) || Domain.Messaging.ChineseNumerals.Contains(c);

    /// <summary>Blanks, line ends and the signs of a sentence; no brackets, slashes or signs of money.</summary>
    private static bool IsPlain(char c) => c is ' ' or '\n' or ',' or '.' or '!' or '?' or ':' or ';' or '~'
        or '\uFF0C' or '\u3002' or '\uFF01' or '\uFF1F' or '\uFF1A' or '\uFF1B' or '\u3001' or '\u2026';
}

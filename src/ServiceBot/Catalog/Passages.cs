using ServiceBot.Catalog.Search;

namespace ServiceBot.Catalog;

/// <summary>Picks the part of a text that answers a question: whole sentences, in their order, unchanged.</summary>
internal static class Passages
{
    // Full stop, question mark, exclamation mark and semicolon of Chinese, and a line's end.
    private static readonly char[] _ends = ['\u3002', '\uFF1F', '\uFF01', '\uFF1B', '\n'];

    /// <summary>The text itself when it is short; else the sentence most like the question, with those after it as far as they fit.</summary>
    /// <param name="longest">In UTF-16 units; a single longer sentence is given whole.</param>
    public static string Best(string text, string question, int longest)
    {
        if (text.Length <= longest) return text;
        var sentences = Sentences(text);
        var best = Enumerable.Range(0, sentences.Count).MaxBy(at => SearchTerms.Likeness(sentences[at], question));
        var passage = sentences[best];
        for (var next = best + 1; next < sentences.Count && passage.Length + sentences[next].Length <= longest; next++) passage += sentences[next];
        return passage.Trim();
    }

    private static List<string> Sentences(string text)
    {
        var sentences = new List<string>();
        var from = 0;
        while (from < text.Length)
        {
            var end = text.IndexOfAny(_ends, from);
            if (end < 0) end = text.Length - 1;
            sentences.Add(text[from..(end + 1)]);
            from = end + 1;
        }

        return sentences;
    }
}

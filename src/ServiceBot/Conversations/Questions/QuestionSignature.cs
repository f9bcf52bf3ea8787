using ServiceBot.Catalog;

namespace ServiceBot.Conversations.Questions;

/// <summary>
/// What a question asks for, without how it is put: "养猪有没有补贴", "请问补贴养猪的咋领" and "養豬補貼" are one. Of a question about a
/// known item, the item and the field; else its content: letters folded, the form of the question taken away, words and characters in no order.
/// </summary>
internal static class QuestionSignature
{
    /// <summary>"能领..吗" spans what it is about: such a phrase is no mere form.</summary>
    private const int LongestForm = 6;

    /// <returns>16 hex digits: a key that may stand in an address and in the audit, because it says nothing.</returns>
    public static string Of(string text, string? item, string? field) => CatalogJson.Hash(item is null ? Content(text, QuestionWords.BuiltIn) : $"{item}/{field}");

    /// <summary>"要什么材料" by itself asks nothing that a catalog could answer.</summary>
    public static bool HasContent(string text) => Without(TextFold.Words(text), QuestionWords.BuiltIn).Length > 0;

    /// <summary>What the key is made of; for a text without letters the text itself.</summary>
    internal static string Content(string text, QuestionWords words)
    {
        var said = TextFold.Words(text);
        if (said.Length == 0) return text.Trim();
        var content = Without(said, words);
        return content.Length > 0 ? content : Terms(said.ToCharArray(), withSingles: true);
    }

    /// <summary>The terms that are left when the form of the question is taken away.</summary>
    private static string Without(string said, QuestionWords words)
    {
        var left = said.ToCharArray();
        foreach (var hit in words.Fields.Find(said)) Blank(left, hit.Start, hit.Length);
        foreach (var form in new[] { words.Request, words.Question, words.Noise })
            foreach (var hit in form.Find(said))
                Blank(left, hit.Start, hit.Length);
        return Terms(left, withSingles: false);
    }

    private static void Blank(char[] text, int start, int length)
    {
        if (length <= LongestForm) text.AsSpan(start, length).Fill(' ');
    }

    /// <summary>Chinese characters, each once, then other words, each once. One character between two gaps says nothing; nor does a number.</summary>
    private static string Terms(char[] text, bool withSingles)
    {
        var characters = new SortedSet<char>();
        var others = new SortedSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == ' ') continue;
            var end = at + 1;
            while (end < text.Length && text[end] != ' ' && TextFold.IsHan(text[end]) == TextFold.IsHan(text[at])) end++;
            var run = text.AsSpan(at, end - at);
            if (!TextFold.IsHan(text[at]))
            {
                if (withSingles || run.ContainsAnyExceptInRange('0', '9')) others.Add(run.ToString());
            }
            else if (withSingles || run.Length > 1)
                foreach (var character in run)
                    characters.Add(character);
            at = end - 1;
        }

        return string.Concat(characters) + (others.Count == 0 ? "" : " " + string.Join(' ', others));
    }
}

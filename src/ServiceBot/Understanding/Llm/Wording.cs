using ServiceBot.Catalog;

namespace ServiceBot.Understanding.Llm;

/// <summary>Another wording of an answer: words around references, which the catalog fills when it is sent.</summary>
/// <param name="Template">您问的是这个：{{fact1}}</param>
/// <param name="Parts">What it is a wording of.</param>
/// <param name="Prompt">Which prompt in which wording: <c>rephrase#1a2b3c4d</c>.</param>
internal sealed record Wording(string Template, AnswerParts Parts, string Prompt)
{
    /// <summary>The finished text for the very answer it was made for; null for any other, such as one of a catalog published since.</summary>
    public string? For(ComposedAnswer answer) => answer.Text == Parts.Whole ? Platform.TextBook.Fill(Template, Parts.References) + Parts.Tail : null;
}

/// <summary>An extractive answer taken apart: told facts, each a reference, and what always stands below them (who decides, the source).</summary>
/// <param name="References">fact1, fact2…: each must stand in a wording once. Each says itself of which item and which field it is.</param>
/// <param name="Tail">Begins with a line's end.</param>
internal sealed record AnswerParts(string Whole, IReadOnlyDictionary<string, string> References, string Tail)
{
    /// <summary>Null for an answer that tells nothing.</summary>
    public static AnswerParts? Of(ComposedAnswer answer)
    {
        if (answer.Status != AnswerStatus.Answered || answer.Citations.Count == 0) return null;
        var told = answer.Citations.Select(citation => citation.Text).Distinct().ToList();
        var last = answer.Text.LastIndexOf(told[^1], StringComparison.Ordinal);
        if (last < 0) return null;
        var head = answer.Text[..(last + told[^1].Length)];
        // A passage of an article stands behind its title: both together are the fact.
        if (string.Join('\n', told) != head) told = [head];
        return new AnswerParts(answer.Text, told.Select((text, at) => (Key: $"fact{at + 1}", text)).ToDictionary(pair => pair.Key, pair => pair.text), answer.Text[head.Length..]);
    }
}

namespace ServiceBot.Catalog.Search;

/// <summary>
/// The terms of a question with their weights. An item is told by what is left when the form of the question is taken away, since all items have
/// materials and fees; of two articles one may be about the materials and the other about the fee.
/// </summary>
internal sealed class SearchQuery
{
    private const float Form = 0.1f, HalfForm = 0.5f, Single = 0.4f, Meaning = 0.7f, LatinMeaning = 0.9f, WordPair = 0.4f, Beginning = 0.3f;
    private const float ItemSingle = 0.2f, ItemMeaning = 0.5f;
    private readonly Dictionary<ulong, Weight> _weights = [];

    /// <param name="said">The question.</param>
    /// <param name="left">What is left of it without its form.</param>
    public SearchQuery(string said, string left, SearchWords words)
    {
        var reader = new TermReader(words);
        Left = reader.Read(left);
        IsLatin = !left.Any(TextFold.IsHan);
        foreach (var term in Left)
        {
            var weight = term.Kind switch { TermKind.Single => ItemSingle, TermKind.Meaning => ItemMeaning, TermKind.WordPair or TermKind.Beginning => 0, _ => 1 };
            if (weight > 0) _weights[term.Key] = new Weight(weight, 0);
        }

        var form = new bool[said.Length];
        foreach (var hit in words.Form.Find(said)) form.AsSpan(hit.Start, hit.Length).Fill(true);
        foreach (var term in reader.Read(said))
            if (Of(term, form, said) is > 0 and var weight)
            {
                var known = _weights.GetValueOrDefault(term.Key);
                _weights[term.Key] = known with { Article = Math.Max(known.Article, weight) };
            }
    }

    /// <summary>By key of the term.</summary>
    public IReadOnlyDictionary<ulong, Weight> Weights => _weights;

    /// <summary>Terms of what is left without the form of the question.</summary>
    public List<SearchTerm> Left { get; }

    /// <summary>Without Chinese.</summary>
    public bool IsLatin { get; }

    private static float Of(SearchTerm term, bool[] form, string said)
    {
        var (first, last) = (form[term.Start], form[term.Start + term.Length - 1]);
        return term.Kind switch
        {
            // Chinese words that are alike often share a character, English ones nothing.
            TermKind.Meaning => char.IsAscii(said[term.Start]) ? LatinMeaning : Meaning,
            TermKind.WordPair => first || last ? 0 : WordPair,
            TermKind.Beginning => first ? 0 : Beginning,
            TermKind.Single => first ? 0 : Single,
            _ => first && last ? Form : first || last ? HalfForm : 1,
        };
    }

    /// <param name="Item">How much the term counts against an item.</param>
    /// <param name="Article">How much it counts against an article.</param>
    internal readonly record struct Weight(float Item, float Article);
}

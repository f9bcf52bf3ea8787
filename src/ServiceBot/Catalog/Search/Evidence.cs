namespace ServiceBot.Catalog.Search;

/// <summary>Whether what was found is enough to be told.</summary>
/// <param name="heads">What kinds of things the question names: whatever is not called by its name must have a pair of each.</param>
internal sealed class Evidence(SearchQuery query, IReadOnlyList<string> heads, Func<ulong, double> rarity, Func<ulong, bool> isKnown)
{
    /// <summary>Below this share of the text found again, nothing is told; the second must be this much behind the first.</summary>
    private const double LeastCoverage = 0.34, LeastOfArticle = 0.5, ClearLead = 1.2;
    /// <summary>People tell their story: a word that the catalog does not know counts less against a document than one that others have.</summary>
    private const double UnknownShare = 0.5;
    /// <summary>How much a word counts that an article only means. The words of an item are few and chosen: there it does not count.</summary>
    private const double MeantShare = 0.7;

    private readonly List<SearchTerm> _terms = query.Left.FindAll(term => term.Kind is TermKind.Pair or TermKind.Lone or TermKind.Word).DistinctBy(term => term.Key).ToList();
    /// <summary>One character means too much.</summary>
    private readonly List<SearchTerm> _meanings = query.Left.FindAll(term => term.Kind == TermKind.Meaning && term.Length > 1);

    /// <param name="ranked">Best first.</param>
    public SearchConfidence Confidence(List<Finalist> ranked)
    {
        if (ranked.Count == 0) return SearchConfidence.None;
        var first = ranked[0];
        if (!first.IsNamed && (!IsEnough(first) || !heads.All(head => SearchTerm.Pairs(head).Any(first.Has)))) return SearchConfidence.None;
        // What shares no more than the form of the question is no other candidate; and 吃饭 alone stands in some need, and asks for nothing.
        if (ranked.Skip(1).FirstOrDefault(one => one.IsNamed || _terms.Exists(term => one.Has(term.Key))) is not { } next) return first.IsNamed || _terms.Count > 1 || query.IsLatin ? SearchConfidence.Clear : SearchConfidence.None;
        // A name said outright beats what merely sounds alike.
        if (first.IsNamed && !next.IsNamed && first.Score >= next.Score * 1.1) return SearchConfidence.Clear;
        // One word that several have says which of them as little as a slight lead.
        return first.Score >= next.Score * ClearLead && (first.IsNamed || _terms.Count > 1) ? SearchConfidence.Clear : SearchConfidence.Close;
    }

    /// <summary>One word of several in common is chance.</summary>
    private bool IsEnough(Finalist finalist)
    {
        var (covered, mass, shared) = (0.0, 0.0, 0);
        foreach (var term in _terms)
        {
            var weight = isKnown(term.Key) ? rarity(term.Key) : UnknownShare * rarity(0);
            mass += weight;
            var share = finalist.Has(term.Key) ? 1 : !finalist.IsItem && IsMeant(term, finalist) ? MeantShare : 0;
            covered += share * weight;
            if (share > 0) shared++;
        }

        return covered >= (finalist.IsItem ? LeastCoverage : LeastOfArticle) * mass && (shared > 1 || _terms.Count == 1);
    }

    private bool IsMeant(SearchTerm term, Finalist finalist) =>
        _meanings.Exists(meaning => meaning.Start < term.Start + term.Length && term.Start < meaning.Start + meaning.Length && finalist.Has(meaning.Key));
}

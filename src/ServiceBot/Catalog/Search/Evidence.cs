namespace ServiceBot.Catalog.Search;

/// <summary>Whether what was found is enough to be told.</summary>
/// <param name="heads">What kinds of things the question names: whatever is not called by its name must have a pair of each.</param>
internal sealed class Evidence(SearchQuery query, IReadOnlyList<string> heads, Func<ulong, double> rarity, Func<ulong, bool> isKnown)
{
    /// <summary>An item is told when this share of the text is found again; the second must be this much behind the first.</summary>
    private const double LeastCoverage = 0.34, ClearLead = 1.2;
    /// <summary>A long story has less in common with the item: then so many terms, the weight of nearly two that one document has, half of what the catalog knows, far ahead of the second.</summary>
    private const int StoryWords = 3;
    private const double StoryWeight = 1.75, StoryShare = 0.45, StoryLead = 1.5;
    /// <summary>An article is told when half is found again; or a fifth, and the less there is, the farther the second is behind: a lead of all of it weighs three times the whole text.</summary>
    private const double HalfOfArticle = 0.5, LeastOfArticle = 0.3, EnoughOfArticle = 2.0, LeadOfArticle = 3;
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
        if (!first.IsNamed && (!IsEnough(first, ranked.Count > 1 ? ranked[1].Score : 0) || !heads.All(head => SearchTerm.Pairs(head).Any(first.Has)))) return SearchConfidence.None;
        // What shares no more than the form of the question is no other candidate; and 吃饭 alone stands in some need, and asks for nothing.
        if (ranked.Skip(1).FirstOrDefault(one => one.IsNamed || _terms.Exists(term => one.Has(term.Key))) is not { } next) return first.IsNamed || _terms.Count > 1 || query.IsLatin ? SearchConfidence.Clear : SearchConfidence.None;
        // A name said outright beats what merely sounds alike.
        if (first.IsNamed && !next.IsNamed && first.Score >= next.Score * 1.1) return SearchConfidence.Clear;
        // One word that several have says which of them as little as a slight lead.
        return first.Score >= next.Score * ClearLead && (first.IsNamed || _terms.Count > 1) ? SearchConfidence.Clear : SearchConfidence.Close;
    }

    private bool IsEnough(Finalist first, double next)
    {
        var (covered, mass, told, known, shared) = (0.0, 0.0, 0.0, 0.0, 0);
        foreach (var term in _terms)
        {
            var isTerm = isKnown(term.Key);
            var weight = isTerm ? rarity(term.Key) : UnknownShare * rarity(0);
            mass += weight;
            if (isTerm) known += weight;
            var share = first.Has(term.Key) ? 1 : !first.IsItem && IsMeant(term, first) ? MeantShare : 0;
            if (share == 0) continue;
            covered += share * weight;
            if (isTerm) told += share * weight;
            shared++;
        }

        // One word of several in common is chance.
        if (shared < 2 && _terms.Count != 1) return false;
        if (!first.IsItem) return covered >= HalfOfArticle * mass || (covered >= LeastOfArticle * mass && covered / mass + LeadOfArticle * (1 - next / first.Score) >= EnoughOfArticle);
        return covered >= LeastCoverage * mass
            || (shared >= StoryWords && told >= StoryWeight * rarity(0) && told >= StoryShare * known && first.Score >= next * StoryLead);
    }

    /// <summary>A pair that reaches out of the word too: it stands in no text.</summary>
    private bool IsMeant(SearchTerm term, Finalist finalist) =>
        _meanings.Exists(meaning => meaning.Start < term.Start + term.Length && term.Start < meaning.Start + meaning.Length && finalist.Has(meaning.Key));
}

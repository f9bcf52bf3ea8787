namespace ServiceBot.Catalog.Search;

/// <summary>
/// Finds what a text is about. Terms are character pairs and words, ranked like BM25 over weighted fields; an exact name in the text counts
/// on top. Immutable; built with the catalog, asked from all turns at once.
/// </summary>
internal sealed class SearchIndex
{
    /// <summary>How soon more of the same stops to count, and how much long documents are held back (BM25's k1 and b).</summary>
    private const double Saturation = 1.2, LengthPenalty = 0.4;
    private const double NameBonus = 6, NameBonusPerLetter = 1.5;
    /// <summary>Below this share of the text found again, nothing is told; the second must be this much behind the first.</summary>
    private const double LeastCoverage = 0.4, ClearLead = 1.3;

    private readonly SearchDocument[] _documents;
    private readonly AliasTable _names;
    private readonly MisspeltNames _misspelt;
    private readonly Dictionary<string, Posting[]> _postings;
    private readonly double[] _held;

    public SearchIndex(IReadOnlyList<CatalogEntry> items, IReadOnlyList<ArticleEntry> articles)
    {
        _documents = [.. items.Select(SearchDocument.Of), .. articles.Select(SearchDocument.Of)];
        _names = new AliasTable(_documents.SelectMany((document, at) => document.Names.Select(name => (name, at))));
        _misspelt = new MisspeltNames(_documents.Where(document => document.Kind == CandidateKind.Item).SelectMany(document => document.Names));
        var terms = new Dictionary<string, Dictionary<int, double>>();
        var lengths = new double[_documents.Length];
        for (var at = 0; at < _documents.Length; at++)
            foreach (var (text, weight) in _documents[at].Texts)
                foreach (var term in SearchTerms.Of(TextFold.Words(text)))
                {
                    if (!terms.TryGetValue(term, out var found)) terms[term] = found = [];
                    found[at] = found.GetValueOrDefault(at) + weight;
                    lengths[at] += weight;
                }

        var average = lengths.Length == 0 ? 1 : Math.Max(1, lengths.Average());
        _held = [.. lengths.Select(length => Saturation * (1 - LengthPenalty + LengthPenalty * length / average))];
        _postings = terms.ToDictionary(pair => pair.Key, pair => pair.Value.Select(found => new Posting(found.Key, found.Value)).ToArray());
    }

    /// <summary>Names of items and articles in the text.</summary>
    /// <param name="words">As <see cref="TextFold.Words"/> makes it.</param>
    public List<AliasTable.Hit> Names(string words) => _names.Find(words);

    /// <summary>The text with misspelt names of items written right.</summary>
    public string Repair(string words) => _misspelt.Repair(words, Names(words));

    public bool IsItem(AliasTable.Hit name) => Array.Exists(name.Documents, document => _documents[document].Kind == CandidateKind.Item);

    /// <summary>What a text may be about, best first, at most <paramref name="limit"/>. Cancelled items are found too: they answer with what replaced them.</summary>
    public SearchResult Search(string text, DateOnly today, string? region = null, int limit = 10)
    {
        var words = TextFold.Words(text);
        var terms = SearchTerms.Of(words).Distinct().ToList();
        var scores = new double[_documents.Length];
        var covered = new double[_documents.Length];
        var mass = 0.0;
        foreach (var term in terms)
        {
            var found = _postings.GetValueOrDefault(term) ?? [];
            var rarity = Math.Log(1 + (_documents.Length - found.Length + 0.5) / (found.Length + 0.5));
            mass += rarity;
            foreach (var (document, weight) in found)
            {
                scores[document] += rarity * weight * (Saturation + 1) / (weight + _held[document]);
                covered[document] += rarity;
            }
        }

        var named = new HashSet<int>();
        foreach (var hit in _names.Find(words))
            foreach (var document in hit.Documents)
            {
                named.Add(document);
                scores[document] += NameBonus + NameBonusPerLetter * Math.Min(hit.Length, 8);
            }

        var ranked = Enumerable.Range(0, _documents.Length).Where(document => scores[document] > 0 && _documents[document].IsFound(today, region))
            .OrderByDescending(document => scores[document]).ThenBy(document => document).Take(limit).ToList();
        var candidates = ranked.Select(document => _documents[document].ToCandidate(scores[document])).ToList();
        return new SearchResult(candidates, Confidence(ranked, scores, covered, mass, named));
    }

    private static SearchConfidence Confidence(List<int> ranked, double[] scores, double[] covered, double mass, HashSet<int> named)
    {
        if (ranked.Count == 0) return SearchConfidence.None;
        var first = ranked[0];
        if (!named.Contains(first) && covered[first] < LeastCoverage * mass) return SearchConfidence.None;
        if (ranked.Count == 1) return SearchConfidence.Clear;
        // A name said outright beats what merely sounds alike.
        if (named.Contains(first) && !named.Contains(ranked[1]) && scores[first] >= scores[ranked[1]] * 1.1) return SearchConfidence.Clear;
        return scores[first] >= scores[ranked[1]] * ClearLead ? SearchConfidence.Clear : SearchConfidence.Close;
    }

    private readonly record struct Posting(int Document, double Weight);
}

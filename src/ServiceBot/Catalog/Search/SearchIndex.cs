using System.Text;

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
    private const double LeastCoverage = 0.34, LeastOfArticle = 0.5, ClearLead = 1.3;
    /// <summary>People tell their story: a word that the catalog does not know counts less against a document than one that others have.</summary>
    private const double UnknownShare = 0.5;

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
    public string Repair(string words) => _misspelt.Repair(words, Names(words), _postings.ContainsKey);

    public bool IsItem(AliasTable.Hit name) => Array.Exists(name.Documents, document => _documents[document].Kind == CandidateKind.Item);

    /// <summary>What a text may be about, best first, at most <paramref name="limit"/>. Cancelled items are found too: they answer with what replaced them.</summary>
    /// <param name="heads">Characters that say what kind of thing is meant (离婚证): whatever is not called by its name must have a pair of each.</param>
    public SearchResult Search(string text, DateOnly today, string? region = null, IReadOnlyList<string>? heads = null, int limit = 10)
    {
        var words = TextFold.Words(text);
        var terms = SearchTerms.Of(words).Distinct().ToList();
        var scores = new double[_documents.Length];
        var covered = new double[_documents.Length];
        var shared = new int[_documents.Length];
        var mass = 0.0;
        var unknown = UnknownShare * Rarity(0);
        foreach (var term in terms)
        {
            if (!_postings.TryGetValue(term, out var found))
            {
                mass += unknown;
                continue;
            }

            var rarity = Rarity(found.Length);
            mass += rarity;
            foreach (var (document, weight) in found)
            {
                scores[document] += rarity * weight * (Saturation + 1) / (weight + _held[document]);
                covered[document] += rarity;
                shared[document]++;
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
        return new SearchResult(candidates, Confidence(ranked, new Evidence(scores, covered, shared, named, terms.Count, terms.TrueForAll(term => Ascii.IsValid(term)), mass), heads ?? []));
    }

    private SearchConfidence Confidence(List<int> ranked, Evidence evidence, IReadOnlyList<string> heads)
    {
        if (ranked.Count == 0) return SearchConfidence.None;
        var first = ranked[0];
        var named = evidence.Named.Contains(first);
        if (!named && (!evidence.IsEnough(first, _documents[first].Kind == CandidateKind.Item ? LeastCoverage : LeastOfArticle) || heads.Any(head => !SearchTerms.Of(head).Exists(pair => Has(first, pair))))) return SearchConfidence.None;
        // 吃饭 alone stands in some need, and asks for nothing.
        if (ranked.Count == 1) return named || evidence.Terms > 1 || evidence.IsLatin ? SearchConfidence.Clear : SearchConfidence.None;
        // A name said outright beats what merely sounds alike.
        var (score, next) = (evidence.Scores[first], evidence.Scores[ranked[1]]);
        if (named && !evidence.Named.Contains(ranked[1]) && score >= next * 1.1) return SearchConfidence.Clear;
        // One word that several have says which of them as little as a slight lead.
        return score >= next * ClearLead && (named || evidence.Terms > 1) ? SearchConfidence.Clear : SearchConfidence.Close;
    }

    private bool Has(int document, string term) => _postings.TryGetValue(term, out var found) && Array.Exists(found, posting => posting.Document == document);

    private double Rarity(int documents) => Math.Log(1 + (_documents.Length - documents + 0.5) / (documents + 0.5));

    /// <param name="Covered">Of <paramref name="Mass"/>, the weight of the whole text.</param>
    /// <param name="Shared">How many of the <paramref name="Terms"/> the document has.</param>
    private sealed record Evidence(double[] Scores, double[] Covered, int[] Shared, HashSet<int> Named, int Terms, bool IsLatin, double Mass)
    {
        /// <summary>One word of several in common is chance.</summary>
        public bool IsEnough(int document, double share) => Covered[document] >= share * Mass && (Shared[document] > 1 || Terms == 1);
    }

    private readonly record struct Posting(int Document, double Weight);
}

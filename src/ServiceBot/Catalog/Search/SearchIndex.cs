using System.Runtime.InteropServices;

namespace ServiceBot.Catalog.Search;

/// <summary>
/// Finds what a text is about. Ranked like BM25 over weighted parts; an exact name in the text counts on top, and of the first articles the
/// best passage counts too. Immutable; built with the catalog, asked from all turns at once.
/// </summary>
internal sealed class SearchIndex
{
    private readonly SearchDocument[] _documents;
    /// <summary>Items come first.</summary>
    private readonly int _items;
    private readonly SearchWords _words;
    private readonly AliasTable _names;
    private readonly MisspeltNames _misspelt;
    private readonly Postings _postings = new();
    private readonly Lengths _lengths;

    public SearchIndex(IReadOnlyList<CatalogEntry> items, IReadOnlyList<ArticleEntry> articles, SearchWords? words = null)
    {
        _words = words ?? SearchWords.BuiltIn;
        _documents = [.. items.Select(SearchDocument.Of), .. articles.Select(SearchDocument.Of)];
        _items = items.Count;
        _names = new AliasTable(_documents.SelectMany((document, at) => document.Names.Select(name => (name, at))));
        _misspelt = new MisspeltNames(_documents.Take(_items).SelectMany(document => document.Names));
        _lengths = new Lengths(_documents.Length, _items);
        Read();
        _postings.Close();
    }

    /// <summary>Names of items and articles in the text.</summary>
    /// <param name="words">As <see cref="TextFold.Words"/> makes it.</param>
    public List<AliasTable.Hit> Names(string words) => _names.Find(words);

    /// <summary>The text with misspelt names of items written right.</summary>
    public string Repair(string words) => _misspelt.Repair(words, Names(words), IsTerm);

    /// <summary>Whether any item or article has the two Chinese characters side by side.</summary>
    public bool IsTerm(string pair) => _postings.Has(SearchTerm.Pair(pair[0], pair[1]));

    public bool IsItem(AliasTable.Hit name) => Array.Exists(name.Documents, document => document < _items);

    /// <summary>What a text may be about, best first, at most <paramref name="limit"/>. Cancelled items are found too: they answer with what replaced them.</summary>
    /// <param name="said">The question, as <see cref="TextFold.Words"/> makes it.</param>
    /// <param name="left">The same without its form; null for all of it.</param>
    /// <param name="heads">Characters that say what kind of thing is meant (离婚证): whatever is not called by its name must have a pair of each.</param>
    public SearchResult Search(string said, DateOnly today, string? region = null, string? left = null, IReadOnlyList<string>? heads = null, int limit = 10)
    {
        left = TextFold.Words(left ?? said);
        var query = new SearchQuery(said, left, _words);
        using var tally = new Tally(_documents.Length);
        Count(query, tally);
        var named = new HashSet<int>();
        foreach (var hit in _names.Find(left))
            foreach (var document in hit.Documents)
            {
                named.Add(document);
                if (document < _items || hit.Documents.Length <= Ranking.MostOfOneName) tally.Scores[document] += Ranking.NameBonus(hit.Length);
            }

        var finalists = tally.Top(Math.Max(limit, Ranking.Finalists), document => _documents[document].IsFound(today, region))
            .ConvertAll(document => new Finalist(document, document < _items, tally.Scores[document]) { IsNamed = named.Contains(document), Passages = _lengths.Passages(document) });
        LookCloser(query, finalists, tally);
        finalists.Sort((one, other) => one.Score == other.Score ? one.Document.CompareTo(other.Document) : other.Score.CompareTo(one.Score));
        var evidence = new Evidence(query, heads ?? [], term => Rarity(_postings.Count(term)), _postings.Has);
        return new SearchResult([.. finalists.Take(limit).Select(one => _documents[one.Document].ToCandidate(one.Score))], evidence.Confidence(finalists));
    }

    /// <summary>Terms of a question with how much each tells: to pick the passage that answers it.</summary>
    public Dictionary<ulong, double> Telling(string question) => new SearchQuery(TextFold.Words(question), "", _words).Weights
        .ToDictionary(pair => pair.Key, pair => pair.Value.Article * Rarity(_postings.Count(pair.Key)));

    private void Read()
    {
        var reader = new TermReader(_words);
        var (terms, passageOf) = (new List<SearchTerm>(), new List<int>());
        var found = new Dictionary<ulong, (float Heading, uint Passages, int Times)>();
        for (var at = 0; at < _documents.Length; at++)
        {
            found.Clear();
            var heading = 0f;
            foreach (var (text, weight) in _documents[at].Heading)
            {
                terms.Clear();
                reader.Read(text, terms);
                heading += weight * terms.Count;
                foreach (var term in terms) CollectionsMarshal.GetValueRefOrAddDefault(found, term.Key, out _).Heading += weight;
            }

            terms.Clear();
            reader.Read(_documents[at].Body, terms);
            var passages = PassageCutter.Cut(_documents[at].Body, terms, passageOf);
            for (var i = 0; i < terms.Count; i++)
            {
                ref var one = ref CollectionsMarshal.GetValueRefOrAddDefault(found, terms[i].Key, out _);
                one.Passages |= 1u << passageOf[i];
                one.Times++;
            }

            _lengths.Add(at, heading, terms.Count, passages);
            foreach (var (term, one) in found) _postings.Add(term, at, one.Heading, one.Passages, one.Times);
        }
    }

    private void Count(SearchQuery query, Tally tally)
    {
        foreach (var (term, weight) in query.Weights)
        {
            if (IsEverywhere(term)) continue;
            var rarity = Rarity(_postings.Count(term));
            var (ofItem, ofArticle) = (rarity * weight.Item, OfArticle(term, weight.Article));
            foreach (var posting in _postings.Of(term))
            {
                var at = posting.Document;
                tally.Scores[at] += at < _items
                    ? ofItem * Ranking.OfItem(posting.Heading, _lengths.Heading(at))
                    : ofArticle * Ranking.OfArticle(Ranking.Heading(posting.Heading, _lengths.Heading(at)), posting.Times, _lengths.Body(at));
            }
        }
    }

    /// <summary>Of the finalists, which terms they have, and how well the best passage of each answers.</summary>
    private void LookCloser(SearchQuery query, List<Finalist> finalists, Tally tally)
    {
        for (var i = 0; i < finalists.Count; i++) tally.Places[finalists[i].Document] = i + 1;
        foreach (var term in query.Weights.Keys.Union(query.Left.Select(term => term.Key)).ToList())
        {
            var ofArticle = OfArticle(term, query.Weights.GetValueOrDefault(term).Article);
            foreach (var posting in _postings.Of(term))
                if (tally.Places[posting.Document] is > 0 and var place)
                    finalists[place - 1].Add(term, ofArticle, Ranking.Heading(posting.Heading, _lengths.Heading(posting.Document)), posting.Passages);
        }
    }

    /// <summary>In a large catalog what a third of all have tells next to nothing, and would take most of the time.</summary>
    private bool IsEverywhere(ulong term) => _documents.Length >= Ranking.Large && _postings.Count(term) > _documents.Length / 3;

    private double OfArticle(ulong term, float weight) => weight == 0 ? 0
        : weight * Rarity(_postings.Count(term)) * (SearchTerm.IsWord(term) ? Ranking.Topical(_postings.Count(term), _postings.Times(term), _documents.Length) : 1);

    private double Rarity(int documents) => Ranking.Rarity(documents, _documents.Length);
}

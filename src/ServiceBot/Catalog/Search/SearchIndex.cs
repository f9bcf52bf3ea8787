using ServiceBot.Domain.Catalog;

namespace ServiceBot.Catalog.Search;

/// <summary>An in-memory index over names, aliases, needs, questions, conditions and articles.</summary>
internal sealed class SearchIndex(IReadOnlyList<CatalogEntry> items, IReadOnlyList<ArticleEntry> articles)
{
    /// <summary>What a text may be about, best first, at most <paramref name="limit"/>.</summary>
    public SearchResult Search(string text, DateOnly today, int limit = 10)
    {
        var folded = TextFold.Letters(text);
        var hits = items.Where(entry => entry.On(today) != ItemStanding.NotYet)
            .Where(entry => Names(entry.Item).Any(name => folded.Contains(TextFold.Letters(name), StringComparison.Ordinal)))
            .Select(entry => new Candidate(CandidateKind.Item, entry.Item.Code, entry.Item.Name, 1))
            .Concat(articles.Select(entry => entry.Article).Where(article => folded.Contains(TextFold.Letters(article.Title), StringComparison.Ordinal))
                .Select(article => new Candidate(CandidateKind.Article, article.Id, article.Title, 1)))
            .Take(limit).ToList();
        return new SearchResult(hits, hits.Count switch { 0 => SearchConfidence.None, 1 => SearchConfidence.Clear, _ => SearchConfidence.Close });
    }

    private static IEnumerable<string> Names(ServiceItem item) =>
        [item.Name, .. item.ShortName is null ? [] : (string[])[item.ShortName], .. item.ColloquialNames];
}

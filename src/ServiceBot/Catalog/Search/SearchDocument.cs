
using ServiceBot.Catalog.Regions;

namespace ServiceBot.Catalog.Search;

/// <summary>What of an item or article is looked at when a text is compared with it, and how much each part counts.</summary>
internal sealed record SearchDocument(
    CandidateKind Kind, string Id, string Title, IReadOnlyList<string> Names, IReadOnlyList<(string Text, double Weight)> Texts, DateOnly? From, string? Region)
{
    private const double Name = 3, Need = 2.5, Question = 1.5, Keyword = 2, Side = 0.6;

    public static SearchDocument Of(CatalogEntry entry)
    {
        var item = entry.Item;
        string[] names = [item.Name, .. item.ShortName is null ? [] : (string[])[item.ShortName], .. item.ColloquialNames];
        string[] english = [.. item.NameEn is null ? [] : (string[])[item.NameEn], .. item.KeywordsEn];
        return new SearchDocument(CandidateKind.Item, item.Code, item.Name, [.. names, .. english.Where(IsDistinct)],
        [
            .. names.Select(text => (text, Name)),
            .. item.Needs.Select(text => (text, Need)),
            .. english.Select(text => (text, Keyword)),
            .. item.Faqs.Select(faq => (faq.Question, Question)),
            .. item.AcceptConditions.Select(text => (text, Side)),
            .. item.Results.Select(text => (text, Side)),
        ], item.EffectiveFrom, item.RegionCode);
    }

    public static SearchDocument Of(ArticleEntry entry)
    {
        var article = entry.Article;
        return new SearchDocument(CandidateKind.Article, article.Id, article.Title, [article.Title, .. article.Keywords.Where(IsTelling)],
        [
            (article.Title, Name),
            .. article.Question is null ? [] : ((string, double)[])[(article.Question, Need)],
            .. article.Keywords.Select(text => (text, Keyword)),
            (article.Text, Side),
        ], null, null);
    }

    public bool IsFound(DateOnly today, string? region) =>
        (From is null || From <= today) && (Region is null || region is null || RegionBook.Contains(Region, region));

    public Candidate ToCandidate(double score) => new(Kind, Id, Title, score);

    /// <summary>A short keyword of an article (signature, hurry) is a hint, not its name.</summary>
    private static bool IsTelling(string keyword) => keyword.Length >= 4;

    /// <summary>One common word (fire, licence) names nothing by itself.</summary>
    private static bool IsDistinct(string name) => name.Contains(' ');
}

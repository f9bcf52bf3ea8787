using ServiceBot.Catalog.Regions;

namespace ServiceBot.Catalog.Search;

/// <summary>What of an item or article is looked at when a text is compared with it, and how much each part counts.</summary>
/// <param name="Names">What it is called: found as they stand.</param>
/// <param name="Heading">Short texts that say what it is about, with their weights.</param>
/// <param name="Body">The text of an article; empty for an item, which is found by what it is about.</param>
internal sealed record SearchDocument(
    CandidateKind Kind, string Id, string Title, IReadOnlyList<string> Names, IReadOnlyList<(string Text, float Weight)> Heading, string Body, DateOnly? From, string? Region)
{
    private const float Name = 3, Need = 2.5f, Question = 1.5f, Keyword = 2, Side = 0.6f;
    private const float ArticleTitle = 1, ArticleKeyword = 0.7f;

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
        ], "", item.EffectiveFrom, item.RegionCode);
    }

    public static SearchDocument Of(ArticleEntry entry)
    {
        var article = entry.Article;
        var titles = article.Question is { } question && question != article.Title ? new[] { article.Title, question } : [article.Title];
        return new SearchDocument(CandidateKind.Article, article.Id, article.Title, [article.Title, .. article.Keywords.Where(IsTelling)],
            [.. titles.Select(text => (text, ArticleTitle)), .. article.Keywords.Select(text => (text, ArticleKeyword))], article.Text, null, null);
    }

    public bool IsFound(DateOnly today, string? region) =>
        (From is null || From <= today) && (Region is null || region is null || RegionBook.Contains(Region, region));

    public Candidate ToCandidate(double score) => new(Kind, Id, Title, score);

    /// <summary>Some pair of characters or some word of the text stands in what is said of it.</summary>
    public bool Shares(string text)
    {
        var own = TextFold.Words(string.Join(' ', Heading.Select(part => part.Text).Append(Body)));
        foreach (var piece in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!TextFold.IsHan(piece[0]) && own.Contains(piece, StringComparison.Ordinal)) return true;
            for (var i = 0; i + 1 < piece.Length; i++)
                if (TextFold.IsHan(piece[i]) && own.Contains(piece.Substring(i, 2), StringComparison.Ordinal)) return true;
        }

        return false;
    }

    /// <summary>A short keyword of an article (signature, hurry) is a hint, not its name.</summary>
    private static bool IsTelling(string keyword) => keyword.Length >= 4;

    /// <summary>One common word (fire, licence) names nothing by itself.</summary>
    private static bool IsDistinct(string name) => name.Contains(' ');
}

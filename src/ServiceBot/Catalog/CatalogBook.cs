using System.Collections.Frozen;
using ServiceBot.Catalog.Search;
using ServiceBot.Domain.Catalog;

namespace ServiceBot.Catalog;

/// <summary>
/// The published catalog at one moment, with its search index: immutable, shared by all turns. What is a draft, retired or switched off
/// is not in it and so answers nothing and takes no case.
/// </summary>
internal sealed class CatalogBook
{
    private readonly FrozenDictionary<string, CatalogEntry> _items;
    private readonly FrozenDictionary<string, ArticleEntry> _articles;

    /// <exception cref="ArgumentException">Two entries have one code.</exception>
    public CatalogBook(IEnumerable<CatalogEntry> items, IEnumerable<ArticleEntry> articles)
    {
        Items = [.. items.OrderBy(entry => entry.Item.Code, StringComparer.Ordinal)];
        Articles = [.. articles.OrderBy(entry => entry.Article.Id, StringComparer.Ordinal)];
        _items = Items.ToFrozenDictionary(entry => entry.Item.Code);
        _articles = Articles.ToFrozenDictionary(entry => entry.Article.Id);
        Index = new SearchIndex(Items, Articles);
    }

    public static CatalogBook Empty { get; } = new([], []);

    public IReadOnlyList<CatalogEntry> Items { get; }

    public IReadOnlyList<ArticleEntry> Articles { get; }

    public SearchIndex Index { get; }

    /// <summary>Whatever its dates say; null for an unknown, unpublished or switched-off code.</summary>
    public CatalogEntry? Find(string code) => _items.GetValueOrDefault(code);

    /// <summary>The item if it answers and takes cases on that day; null otherwise.</summary>
    public CatalogEntry? FindOpen(string code, DateOnly today) => Find(code) is { } entry && entry.On(today) == ItemStanding.Open ? entry : null;

    public ArticleEntry? FindArticle(string id) => _articles.GetValueOrDefault(id);

    /// <summary>Items that answer on that day, in the order of codes.</summary>
    public IEnumerable<CatalogEntry> Open(DateOnly today, ItemFamily? family = null) =>
        Items.Where(entry => entry.On(today) == ItemStanding.Open && (family is null || entry.Item.Family == family));
}

/// <summary>A published version of an item.</summary>
/// <param name="Hash">First 16 hex digits of SHA-256 over its JSON: what an answer or a case was based on.</param>
internal sealed record CatalogEntry(ServiceItem Item, int Version, string Hash)
{
    public ItemStanding On(DateOnly today) =>
        Item.CancelOn <= today ? ItemStanding.Cancelled
        : Item.EffectiveFrom > today ? ItemStanding.NotYet
        : ItemStanding.Open;
}

/// <summary>A published version of an article.</summary>
internal sealed record ArticleEntry(Article Article, int Version, string Hash);

/// <summary>Where a published item stands on a day.</summary>
internal enum ItemStanding
{
    /// <summary>Answers and takes cases.</summary>
    Open,
    /// <summary>Its first day is to come: answers nothing.</summary>
    NotYet,
    /// <summary>Answers only that it is cancelled, and what to use instead.</summary>
    Cancelled,
}

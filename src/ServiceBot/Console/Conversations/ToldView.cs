using ServiceBot.Catalog;
using ServiceBot.Transcripts;

namespace ServiceBot.Console.Conversations;

/// <summary>A record of what was told, beside what the catalog says today.</summary>
/// <param name="Name">As published today; the code where it is not published any more.</param>
/// <param name="NowVersion">Version in force; null: retired or switched off.</param>
/// <param name="Fields">JSON names of the fields told, those of one FAQ list as one.</param>
internal sealed record ToldView(AnswerRecord Record, string Name, int? NowVersion, IReadOnlyList<ToldView.Field> Fields)
{
    public bool HasChanged => NowVersion is null || Fields.Any(told => told.Changed);

    public static ToldView Of(AnswerRecord record, CatalogBook book)
    {
        var code = record.Item!;
        var facts = record.Facts ?? new Dictionary<string, string>();
        if (book.Find(code) is { } item)
            return new ToldView(record, item.Item.Name, item.Version, [.. facts.Select(fact => new Field(Plain(fact.Key), !FactHash.Holds(item.Item, fact.Key, fact.Value)))]);
        if (book.FindArticle(code) is { } article)
            return new ToldView(record, article.Article.Title, article.Version, [.. facts.Select(fact => new Field(fact.Key, FactHash.Of(article.Article) != fact.Value))]);
        return new ToldView(record, code, null, [.. facts.Select(fact => new Field(Plain(fact.Key), false))]);
    }

    private static string Plain(string field) => field.IndexOf('[', StringComparison.Ordinal) is > 0 and var at ? field[..at] : field;

    /// <param name="Name">JSON name, <c>console_fact_…</c> has its word.</param>
    /// <param name="Changed">What was told is no longer what the catalog says.</param>
    internal sealed record Field(string Name, bool Changed);
}

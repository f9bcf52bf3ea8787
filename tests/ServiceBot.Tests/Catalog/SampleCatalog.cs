using ServiceBot.Catalog;
using ServiceBot.Domain.Catalog;

namespace ServiceBot.Tests.Catalog;

/// <summary>The catalog that comes with the program, without a store.</summary>
internal static class SampleCatalog
{
    public static readonly IReadOnlyList<CatalogFile> Files =
        [.. Directory.EnumerateFiles(CatalogStart.SampleFolder, "*.json").Select(path => CatalogFile.Parse(Path.GetFileName(path), File.ReadAllText(path)))];

    public static IEnumerable<ServiceItem> Items => Files.SelectMany(file => file.Items);

    public static CatalogBook Book(Func<ServiceItem, ServiceItem>? change = null) => new(
        Items.Select(item => new CatalogEntry(change is null ? item : change(item), 1, "0123456789abcdef")),
        Files.SelectMany(file => file.Articles).Select(article => new ArticleEntry(article, 1, "0123456789abcdef")));
}

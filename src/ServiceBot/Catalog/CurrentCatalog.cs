namespace ServiceBot.Catalog;

/// <summary>The catalog in force, replaced as a whole when something is published, retired or switched off. One answer takes one book.</summary>
internal sealed class CurrentCatalog
{
    private volatile CatalogBook _book = CatalogBook.Empty;

    public CatalogBook Book => _book;

    public void Replace(CatalogBook book) => _book = book;
}

using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;
using ServiceBot.Domain.Catalog;

namespace ServiceBot.Catalog;

/// <summary>Brings what is published from the store into <see cref="CurrentCatalog"/>, and changes what is published.</summary>
internal sealed class CatalogStore(BotDbFactory databases, CurrentCatalog current, TimeProvider time)
{
    private long _stamp = -1;

    /// <summary>Reads all published items and articles and puts them in force.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var stamp = await StampAsync(db, cancellationToken);
        var items = await db.Items.AsNoTracking().Where(row => row.State == PublishState.Published && !row.Off)
            .Select(row => new { row.Version, row.Hash, row.Json }).ToListAsync(cancellationToken);
        var articles = await db.Articles.AsNoTracking().Where(row => row.State == PublishState.Published)
            .Select(row => new { row.Version, row.Hash, row.Json }).ToListAsync(cancellationToken);
        current.Replace(new CatalogBook(
            items.Select(row => new CatalogEntry(CatalogJson.Read<ServiceItem>(row.Json), row.Version, row.Hash)),
            articles.Select(row => new ArticleEntry(CatalogJson.Read<Article>(row.Json), row.Version, row.Hash))));
        Volatile.Write(ref _stamp, stamp);
    }

    /// <summary>Reads again if another process changed something since. True when it did.</summary>
    public async Task<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        await using (var db = databases.Create())
            if (await StampAsync(db, cancellationToken) == Volatile.Read(ref _stamp))
                return false;
        await LoadAsync(cancellationToken);
        return true;
    }

    public async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        return !await db.Items.AnyAsync(cancellationToken);
    }

    /// <summary>Switches an item off, or on again. At once in this process, within <see cref="CatalogWatch.Every"/> in others.</summary>
    /// <returns>False when no version of it is published.</returns>
    public Task<bool> SwitchAsync(string code, bool off, CancellationToken cancellationToken) =>
        ChangeAsync(code, row => row.Off = off, cancellationToken);

    /// <summary>Takes an item out of the catalog. Its versions stay.</summary>
    /// <returns>False when no version of it is published.</returns>
    public Task<bool> RetireAsync(string code, CancellationToken cancellationToken) =>
        ChangeAsync(code, row => row.State = PublishState.Retired, cancellationToken);

    private async Task<bool> ChangeAsync(string code, Action<ItemRow> change, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var row = await db.Items.SingleOrDefaultAsync(row => row.Code == code && row.State == PublishState.Published, cancellationToken);
        if (row is null) return false;
        change(row);
        row.ChangedAt = time.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
        await LoadAsync(cancellationToken);
        return true;
    }

    /// <summary>A number that another one follows whenever a row was added or changed.</summary>
    private static async Task<long> StampAsync(BotDb db, CancellationToken cancellationToken)
    {
        var items = await db.Items.MaxAsync(row => (DateTimeOffset?)row.ChangedAt, cancellationToken);
        var articles = await db.Articles.MaxAsync(row => (DateTimeOffset?)row.ChangedAt, cancellationToken);
        return HashCode.Combine(items, articles);
    }
}

using Microsoft.EntityFrameworkCore;
using ServiceBot.Data;
using ServiceBot.Domain.Catalog;

namespace ServiceBot.Catalog;

/// <summary>
/// Takes files into the catalog: all or nothing. A changed item gets a new version and its old one retires; an unchanged one gets none.
/// What is not in the files stays as it is.
/// </summary>
internal sealed class CatalogImport(BotDbFactory databases, CatalogStore store, TimeProvider time)
{
    private static readonly Lazy<LintWords> _words = new(LintWordsFile.Read);

    /// <summary>Nothing is written when any finding is an error.</summary>
    /// <param name="together">Adds what is to be written in the same transaction as the versions, or not at all; null for nothing.</param>
    public async Task<ImportOutcome> RunAsync(IReadOnlyList<CatalogFile> files, CancellationToken cancellationToken, Func<BotDb, Task>? together = null)
    {
        await using var db = databases.Create();
        var published = await db.Items.Where(row => row.State == PublishState.Published).ToListAsync(cancellationToken);
        var articles = await db.Articles.Where(row => row.State == PublishState.Published).ToListAsync(cancellationToken);
        var findings = Findings(files, published).ToList();
        if (findings.Any(finding => finding.Finding.Severity == FindingSeverity.Error)) return new ImportOutcome(findings, 0, 0, 0);

        var lastItems = await db.Items.GroupBy(row => row.Code).Select(group => new { group.Key, Last = group.Max(row => row.Version) })
            .ToDictionaryAsync(pair => pair.Key, pair => pair.Last, cancellationToken);
        var lastArticles = await db.Articles.GroupBy(row => row.Id).Select(group => new { group.Key, Last = group.Max(row => row.Version) })
            .ToDictionaryAsync(pair => pair.Key, pair => pair.Last, cancellationToken);
        var now = time.GetUtcNow();
        int added = 0, changed = 0, unchanged = 0;
        foreach (var item in files.SelectMany(file => file.Items))
        {
            var json = CatalogJson.Write(item);
            var hash = CatalogJson.Hash(json);
            var old = published.Find(row => row.Code == item.Code);
            if (old?.Hash == hash)
            {
                unchanged++;
                continue;
            }

            var last = lastItems.GetValueOrDefault(item.Code);
            if (last == 0) added++;
            else changed++;
            if (old is not null) (old.State, old.ChangedAt) = (PublishState.Retired, now);
            db.Items.Add(new ItemRow
            {
                Code = item.Code, Version = last + 1, State = PublishState.Published, Off = old?.Off ?? false, Json = json, Hash = hash,
                EffectiveFrom = item.EffectiveFrom, CancelOn = item.CancelOn, ImportedAt = now, ChangedAt = now,
            });
        }

        foreach (var article in files.SelectMany(file => file.Articles))
        {
            var json = CatalogJson.Write(article);
            var hash = CatalogJson.Hash(json);
            var old = articles.Find(row => row.Id == article.Id);
            if (old?.Hash == hash)
            {
                unchanged++;
                continue;
            }

            var last = lastArticles.GetValueOrDefault(article.Id);
            if (last == 0) added++;
            else changed++;
            if (old is not null) (old.State, old.ChangedAt) = (PublishState.Retired, now);
            db.Articles.Add(new ArticleRow
            {
                Id = article.Id, Version = last + 1, State = PublishState.Published, Json = json, Hash = hash, ImportedAt = now, ChangedAt = now,
            });
        }

        if (together is not null) await together(db);
        await db.SaveChangesAsync(cancellationToken);
        await store.LoadAsync(cancellationToken);
        return new ImportOutcome(findings, added, changed, unchanged);
    }

    /// <summary>Every fault of the files, and what they would break together with the items that stay.</summary>
    public static IEnumerable<FileFinding> Findings(IReadOnlyList<CatalogFile> files, IReadOnlyList<ItemRow> published)
    {
        foreach (var finding in files.SelectMany(file => file.Findings)) yield return finding;
        var source = files.SelectMany(file => file.Items.Select(item => (item.Code, file.Name))).ToLookup(pair => pair.Code, pair => pair.Name);
        var staying = published.Where(row => !source.Contains(row.Code)).Select(row => CatalogJson.Read<ServiceItem>(row.Json));
        foreach (var finding in ItemLint.CheckAll([.. files.SelectMany(file => file.Items), .. staying], _words.Value))
            if (source.Contains(finding.Item))
                yield return new FileFinding(source[finding.Item].First(), finding);
        var articles = files.SelectMany(file => file.Articles.Select(article => (article.Id, file.Name))).GroupBy(pair => pair.Id, pair => pair.Name);
        foreach (var twice in articles.Where(group => group.Skip(1).Any()))
            yield return new FileFinding(twice.Last(), new ItemFinding(twice.Key, "id", "article_twice"));
    }
}

/// <summary>What an import did, or why it did nothing.</summary>
internal sealed record ImportOutcome(IReadOnlyList<FileFinding> Findings, int Added, int Changed, int Unchanged)
{
    public bool Refused => Findings.Any(finding => finding.Finding.Severity == FindingSeverity.Error);
}

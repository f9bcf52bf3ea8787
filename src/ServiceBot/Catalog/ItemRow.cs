using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceBot.Data;

namespace ServiceBot.Catalog;

/// <summary>One version of an item. Versions are kept for ever: an answer or a case names the one it was based on.</summary>
internal sealed class ItemRow
{
    public required string Code { get; init; }
    /// <summary>1, 2, 3… per code.</summary>
    public required int Version { get; init; }
    public required PublishState State { get; set; }
    /// <summary>The per-item switch: while true the item answers nothing and takes no case, whatever its state.</summary>
    public bool Off { get; set; }
    /// <summary>The item as <see cref="CatalogJson"/> writes it.</summary>
    public required string Json { get; init; }
    /// <summary>See <see cref="CatalogJson.Hash"/>.</summary>
    public required string Hash { get; init; }
    public DateOnly? EffectiveFrom { get; init; }
    public DateOnly? CancelOn { get; init; }
    public required DateTimeOffset ImportedAt { get; init; }
    /// <summary>When state or switch last changed: other processes see by it that they must read again.</summary>
    public required DateTimeOffset ChangedAt { get; set; }
}

/// <summary>One version of an article.</summary>
internal sealed class ArticleRow
{
    public required string Id { get; init; }
    public required int Version { get; init; }
    public required PublishState State { get; set; }
    public required string Json { get; init; }
    public required string Hash { get; init; }
    public required DateTimeOffset ImportedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; set; }
}

/// <summary>草稿 → 已审核 → 已发布 → 已退出. Only a published version answers; one version of a code at a time is published.</summary>
internal enum PublishState { Draft, Reviewed, Published, Retired }

internal sealed class ItemMap : IEntityTypeConfiguration<ItemRow>
{
    public void Configure(EntityTypeBuilder<ItemRow> builder)
    {
        builder.HasKey(row => new { row.Code, row.Version });
        builder.Property(row => row.Code).HasMaxLength(50);
        builder.Property(row => row.Hash).HasMaxLength(16);
        builder.HasIndex(row => row.State);
        builder.HasIndex(row => row.ChangedAt);
    }
}

internal sealed class ArticleMap : IEntityTypeConfiguration<ArticleRow>
{
    public void Configure(EntityTypeBuilder<ArticleRow> builder)
    {
        builder.HasKey(row => new { row.Id, row.Version });
        builder.Property(row => row.Id).HasMaxLength(100);
        builder.Property(row => row.Hash).HasMaxLength(16);
        builder.HasIndex(row => row.State);
        builder.HasIndex(row => row.ChangedAt);
    }
}

internal static class CatalogSets
{
    extension(BotDb db)
    {
        public DbSet<ItemRow> Items => db.Set<ItemRow>();

        public DbSet<ArticleRow> Articles => db.Set<ArticleRow>();
    }
}

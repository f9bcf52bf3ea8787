using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceBot.Data;

namespace ServiceBot.Channels.WeChat;

/// <summary>
/// A message that was acknowledged before its turn was committed: its picture has to be fetched, or the turn took longer than WeChat waits.
/// Deleted once its turn is committed.
/// </summary>
internal sealed class LaterRow
{
    public required string ConversationId { get; init; }
    /// <summary>Its inbox key: what makes taking it twice harmless.</summary>
    public required string Key { get; init; }
    /// <summary>Sealed JSON, a <see cref="WeChatArrival"/>.</summary>
    public required string Payload { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>Not before this moment; moved on by whoever takes it up, so that no two machines do.</summary>
    public required DateTimeOffset DueAt { get; init; }
    public int Attempts { get; init; }
}

internal sealed class LaterMap : IEntityTypeConfiguration<LaterRow>
{
    public void Configure(EntityTypeBuilder<LaterRow> builder)
    {
        builder.ToTable("WeChatLater");
        builder.HasKey(row => new { row.ConversationId, row.Key });
        builder.Property(row => row.ConversationId).HasMaxLength(100);
        builder.Property(row => row.Key).HasMaxLength(200);
        builder.HasIndex(row => row.DueAt);
    }
}

internal static class LaterRows
{
    extension(BotDb db)
    {
        public DbSet<LaterRow> WeChatLater => db.Set<LaterRow>();
    }
}

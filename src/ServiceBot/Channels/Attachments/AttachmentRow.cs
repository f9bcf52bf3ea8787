using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceBot.Data;

namespace ServiceBot.Channels.Attachments;

/// <summary>A file somebody sent. Its bytes lie encrypted in the data folder, under <c>attachments/</c> and <see cref="Id"/>.</summary>
internal sealed class AttachmentRow
{
    /// <summary>22 unguessable characters.</summary>
    public required string Id { get; init; }
    /// <summary>The only conversation whose token opens it.</summary>
    public required string ConversationId { get; init; }
    /// <summary>As the sender called it, without any folder.</summary>
    public required string Name { get; init; }
    /// <summary>What its first bytes say, never what the sender said.</summary>
    public required string ContentType { get; init; }
    /// <summary>Bytes before encryption.</summary>
    public required long Size { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class AttachmentMap : IEntityTypeConfiguration<AttachmentRow>
{
    public void Configure(EntityTypeBuilder<AttachmentRow> builder)
    {
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).HasMaxLength(22);
        builder.Property(row => row.ConversationId).HasMaxLength(100);
        builder.Property(row => row.Name).HasMaxLength(AttachmentName.MaxLength);
        builder.Property(row => row.ContentType).HasMaxLength(60);
        builder.HasIndex(row => row.ConversationId);
    }
}

internal static class AttachmentRows
{
    extension(BotDb db)
    {
        public DbSet<AttachmentRow> Attachments => db.Set<AttachmentRow>();
    }
}

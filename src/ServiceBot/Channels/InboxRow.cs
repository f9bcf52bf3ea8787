using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ServiceBot.Channels;

/// <summary>
/// Proof that a message was taken: written in the turn's own transaction, so a key that is here has its reply, and one that is not has
/// had no effect. The conversation's id begins with the channel, so this is unique per (channel, provider message id).
/// </summary>
internal sealed class InboxRow
{
    public required string ConversationId { get; init; }
    /// <summary>Provider's message id; Direct Line's <c>channelData.clientActivityID</c>; <c>outbox:</c> and a row id for a letter.</summary>
    public required string Key { get; init; }
    /// <summary>Seq of the inbound activity; its replies follow.</summary>
    public required long Seq { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
}

internal sealed class InboxMap : IEntityTypeConfiguration<InboxRow>
{
    public void Configure(EntityTypeBuilder<InboxRow> builder)
    {
        builder.HasKey(row => new { row.ConversationId, row.Key });
        builder.Property(row => row.ConversationId).HasMaxLength(100);
        builder.Property(row => row.Key).HasMaxLength(200);
        builder.HasIndex(row => row.ReceivedAt);
    }
}

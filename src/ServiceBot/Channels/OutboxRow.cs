using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ServiceBot.Channels;

/// <summary>
/// A letter that must leave: the only way out. Written in the transaction that causes it; rows of one <see cref="Recipient"/> leave in
/// the order of <see cref="Id"/>, and a later one waits while an earlier one is being retried.
/// </summary>
internal sealed class OutboxRow
{
    /// <summary>Given by the database.</summary>
    public long Id { get; init; }
    /// <summary>Conversation id.</summary>
    public required string Recipient { get; init; }
    public required OutboxKind Kind { get; init; }
    /// <summary>Unique: what makes writing it twice impossible. <c>case/260000018/3/resident</c>, <c>reply/&lt;conversation&gt;/12</c>.</summary>
    public required string Key { get; init; }
    /// <summary>
    /// Sealed JSON: for <see cref="OutboxKind.Notify"/> a <see cref="Letter"/>, for <see cref="OutboxKind.Send"/> the Activity for the provider.
    /// </summary>
    public required string Payload { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>Not before this moment: backoff and quiet hours.</summary>
    public required DateTimeOffset DueAt { get; set; }
    public OutboxState State { get; set; } = OutboxState.Waiting;
    public int Attempts { get; set; }
    /// <summary>For staff, in plain words and without personal data.</summary>
    public string? LastError { get; set; }
    public DateTimeOffset? SentAt { get; set; }
    /// <summary>The provider's id of what was sent.</summary>
    public string? ProviderId { get; set; }
}

/// <summary>Notify: into a conversation's own log, by its grain. Send: out to a provider.</summary>
internal enum OutboxKind { Notify, Send }

/// <summary>Sent: the provider took it. Delivered: the provider says that it arrived.</summary>
internal enum OutboxState { Waiting, Sent, Dead, Discarded, Delivered }

internal sealed class OutboxMap : IEntityTypeConfiguration<OutboxRow>
{
    public void Configure(EntityTypeBuilder<OutboxRow> builder)
    {
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
        builder.Property(row => row.Recipient).HasMaxLength(100);
        builder.Property(row => row.Key).HasMaxLength(200);
        builder.Property(row => row.LastError).HasMaxLength(500);
        builder.Property(row => row.ProviderId).HasMaxLength(200);
        builder.HasIndex(row => row.Key).IsUnique();
        builder.HasIndex(row => new { row.State, row.DueAt });
        builder.HasIndex(row => new { row.Recipient, row.State, row.Id });
    }
}

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
    public OutboxUrgency Urgency { get; init; } = OutboxUrgency.Normal;
    /// <summary>Attempts begun; with <see cref="Id"/> the name of the latest one.</summary>
    public int Attempts { get; set; }
    /// <summary>For staff, in plain words and without personal data.</summary>
    public string? LastError { get; set; }
    public DateTimeOffset? SentAt { get; set; }
    /// <summary>When the provider last told us how it fared; null where no receipt came.</summary>
    public DateTimeOffset? ReceiptAt { get; set; }
    /// <summary>The provider's id of what was sent; of a letter the id of the activity it became: <c>conversation|0000012</c>.</summary>
    public string? ProviderId { get; set; }
    /// <summary>SMS that it was sent as and is charged for; 0 before and elsewhere.</summary>
    public int Segments { get; set; }
    /// <summary>The case it is about, where there is one: what its messages cost is summed.</summary>
    public string? CaseReference { get; init; }
    /// <summary>Of what goes to a provider: seq of the turn that said it, which names the letters that were told in it.</summary>
    public long? TurnSeq { get; init; }
}

/// <summary>Notify: into a conversation's own log, by its grain. Send: out to a provider.</summary>
internal enum OutboxKind { Notify, Send }

/// <summary>
/// Sent: the provider took it. Delivered: the provider says that it arrived. Sending: an attempt is under way; found after a crash it becomes
/// Uncertain: the provider may have it or not, and staff see it. Dead: given up. Discarded: given up by staff.
/// </summary>
internal enum OutboxState { Waiting, Sent, Dead, Discarded, Delivered, Sending, Uncertain }

/// <summary>In this order where not all can leave at once. Answer: to what she has just written. Normal: what she did not ask for, and what quiet hours hold.</summary>
internal enum OutboxUrgency { Answer, Urgent, Normal }

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
        builder.Property(row => row.CaseReference).HasMaxLength(20);
        builder.HasIndex(row => new { row.State, row.Urgency, row.DueAt });
        builder.HasIndex(row => row.CaseReference);
        builder.HasIndex(row => new { row.Recipient, row.State, row.Id });
    }
}

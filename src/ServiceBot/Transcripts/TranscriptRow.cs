using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ServiceBot.Transcripts;

/// <summary>
/// One activity of a conversation, ours or hers, written in the turn's transaction. For Direct Line this is also the mailbox the client
/// reads from: its watermark is <see cref="Seq"/>.
/// </summary>
internal sealed record TranscriptRow
{
    public required string ConversationId { get; init; }
    /// <summary>1, 2, 3… per conversation, over both sides, without a gap.</summary>
    public required long Seq { get; init; }
    /// <summary>Seq of the message this row belongs to: its own for an inbound, the question's for a reply, its own for a letter.</summary>
    public required long TurnSeq { get; init; }
    public required DateTimeOffset At { get; init; }
    public required bool FromBot { get; init; }
    /// <summary>Activity type.</summary>
    public required string Type { get; init; }
    /// <summary>What was said, with identity numbers and phones masked: what staff see and search.</summary>
    public string? Text { get; init; }
    /// <summary>The activity as the client gets it, JSON; sealed where <see cref="Text"/> had to be masked.</summary>
    public required string Payload { get; init; }
    /// <summary>Inbound: the commands it was understood as, masked. Outbound: text ids.</summary>
    public string? Understood { get; init; }
    /// <summary>What this reply told from the catalog: JSON of <see cref="AnswerRecord"/>s. Null where it told nothing.</summary>
    public string? Answer { get; init; }
    /// <summary>Item and version of the first record that names them, <c>HB-MZ-001 v1</c>: who was told what is now wrong is found by it.</summary>
    public string? Source { get; init; }
    public string? CaseReference { get; init; }
}

internal sealed class TranscriptMap : IEntityTypeConfiguration<TranscriptRow>
{
    public void Configure(EntityTypeBuilder<TranscriptRow> builder)
    {
        builder.HasKey(row => new { row.ConversationId, row.Seq });
        builder.Property(row => row.ConversationId).HasMaxLength(100);
        builder.Property(row => row.Type).HasMaxLength(40);
        builder.Property(row => row.CaseReference).HasMaxLength(20);
        builder.Property(row => row.Source).HasMaxLength(120);
        builder.HasIndex(row => row.At);
        // Most rows tell nothing from the catalog, and cost nothing here.
        builder.HasIndex(row => row.Source).HasFilter("\"Source\" IS NOT NULL");
    }
}

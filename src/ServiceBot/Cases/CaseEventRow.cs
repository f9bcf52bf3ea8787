using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceBot.Domain.Cases;

namespace ServiceBot.Cases;

/// <summary>One event of an errand: the ledger (台账). Only ever added; each row carries the hash of the one before.</summary>
internal sealed class CaseEventRow
{
    public required string Reference { get; init; }
    /// <summary>1, 2, 3… within the case.</summary>
    public required int Number { get; init; }
    public required DateTimeOffset At { get; init; }
    public required CaseActorKind ActorKind { get; init; }
    public required string ActorId { get; init; }
    /// <summary>Name of the kind of <see cref="CaseEvent"/>: <c>MaterialsAsked</c>.</summary>
    public required string Type { get; init; }
    /// <summary><see cref="CaseEvent"/> as JSON.</summary>
    public required string Data { get; init; }
    /// <summary>Shown on the resident's own timeline.</summary>
    public required bool ForResident { get; init; }
    /// <summary>Empty for the first.</summary>
    public required string PreviousHash { get; init; }
    public required string Hash { get; init; }

    public CaseEvent ReadEvent() => CaseJson.ParseEvent(Data);
}

internal sealed class CaseEventMap : IEntityTypeConfiguration<CaseEventRow>
{
    public void Configure(EntityTypeBuilder<CaseEventRow> builder)
    {
        builder.HasKey(row => new { row.Reference, row.Number });
        builder.Property(row => row.Reference).HasMaxLength(20);
        builder.Property(row => row.ActorId).HasMaxLength(100);
        builder.Property(row => row.Type).HasMaxLength(40);
        builder.Property(row => row.PreviousHash).HasMaxLength(64);
        builder.Property(row => row.Hash).HasMaxLength(64);
        builder.HasIndex(row => row.At);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ServiceBot.Residents;

/// <summary>A one-time code that a conversation was given. The code itself is nowhere: only keyed hashes of it and of its first digits.</summary>
internal sealed record LinkCodeRow
{
    /// <summary><see cref="LinkCodes.HashOf"/>.</summary>
    public required string Hash { get; init; }
    /// <summary><see cref="LinkCodes.PlaceOf"/>: a wrong code that begins alike counts as a try at this one.</summary>
    public required string Place { get; init; }
    public required string ConversationId { get; init; }
    /// <summary>Of that conversation.</summary>
    public required string Channel { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    /// <summary>Used, or replaced by a newer one of the same conversation.</summary>
    public DateTimeOffset? SpentAt { get; init; }
    public required long Version { get; init; }
}

/// <summary>A wrong code. Only added, never changed: how many there were is counted, so nobody waits for anybody.</summary>
internal sealed record LinkTryRow
{
    public required string ConversationId { get; init; }
    /// <summary>Seq of the message: the same message again is the same try.</summary>
    public required long Seq { get; init; }
    public required string Place { get; init; }
    public required DateTimeOffset At { get; init; }
}

internal sealed class LinkCodeMap : IEntityTypeConfiguration<LinkCodeRow>
{
    public void Configure(EntityTypeBuilder<LinkCodeRow> builder)
    {
        builder.HasKey(row => row.Hash);
        builder.Property(row => row.Hash).HasMaxLength(64);
        builder.Property(row => row.Place).HasMaxLength(64);
        builder.Property(row => row.ConversationId).HasMaxLength(100);
        builder.Property(row => row.Channel).HasMaxLength(20);
        builder.HasIndex(row => row.ConversationId);
        builder.HasIndex(row => row.ExpiresAt);
    }
}

internal sealed class LinkTryMap : IEntityTypeConfiguration<LinkTryRow>
{
    public void Configure(EntityTypeBuilder<LinkTryRow> builder)
    {
        builder.HasKey(row => new { row.ConversationId, row.Seq });
        builder.Property(row => row.ConversationId).HasMaxLength(100);
        builder.Property(row => row.Place).HasMaxLength(64);
        builder.HasIndex(row => new { row.Place, row.At });
        builder.HasIndex(row => row.At);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ServiceBot.Residents;

/// <summary>
/// One person on several channels, as far as she has shown it herself by a one-time code. It knows no name and no number: nothing about her is
/// concluded from those. Every change of its links writes it with its version, so two changes at once cannot miss each other.
/// </summary>
internal sealed record ResidentRow
{
    public required string Id { get; init; }
    /// <summary>Conversation that letters about her errands go to; null: each errand's go to where it was begun.</summary>
    public string? LettersTo { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required long Version { get; init; }
}

/// <summary>A conversation and whose it is. The row stays when the link is ended, so that the next one has a version to beat.</summary>
internal sealed record ResidentLinkRow
{
    public required string ConversationId { get; init; }
    /// <summary>Null: not linked (any more).</summary>
    public string? ResidentId { get; init; }
    /// <summary>Of the conversation: <c>sms</c>, <c>directline</c>.</summary>
    public required string Channel { get; init; }
    public required DateTimeOffset LinkedAt { get; init; }
    public required long Version { get; init; }
}

internal sealed class ResidentMap : IEntityTypeConfiguration<ResidentRow>
{
    public void Configure(EntityTypeBuilder<ResidentRow> builder)
    {
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).HasMaxLength(40);
        builder.Property(row => row.LettersTo).HasMaxLength(100);
    }
}

internal sealed class ResidentLinkMap : IEntityTypeConfiguration<ResidentLinkRow>
{
    public void Configure(EntityTypeBuilder<ResidentLinkRow> builder)
    {
        builder.HasKey(row => row.ConversationId);
        builder.Property(row => row.ConversationId).HasMaxLength(100);
        builder.Property(row => row.ResidentId).HasMaxLength(40);
        builder.Property(row => row.Channel).HasMaxLength(20);
        builder.HasIndex(row => row.ResidentId);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ServiceBot.Residents;

/// <summary>
/// Which conversation holds an unfinished form that has been moved, or that has become a case. Moving it and making its case both write this
/// row in their own transaction, so whichever comes second finds it taken: a form makes one case, from one place.
/// </summary>
internal sealed record DraftHolderRow
{
    /// <summary>Id of the dialog's run; it stays the same when the form moves.</summary>
    public required string InstanceId { get; init; }
    public required string ConversationId { get; init; }
    /// <summary>The case exists: nobody can take the form any more.</summary>
    public bool Submitted { get; init; }
    public required DateTimeOffset At { get; init; }
    public required long Version { get; init; }
}

internal sealed class DraftHolderMap : IEntityTypeConfiguration<DraftHolderRow>
{
    public void Configure(EntityTypeBuilder<DraftHolderRow> builder)
    {
        builder.HasKey(row => row.InstanceId);
        builder.Property(row => row.InstanceId).HasMaxLength(200);
        builder.Property(row => row.ConversationId).HasMaxLength(100);
    }
}

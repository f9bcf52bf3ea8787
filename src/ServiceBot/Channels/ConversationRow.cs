using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ServiceBot.Channels;

/// <summary>A conversation. Written only by its grain, and only with the version it read.</summary>
internal sealed record ConversationRow
{
    public required string Id { get; init; }
    public required string Channel { get; init; }
    public required string UserId { get; init; }
    /// <summary>Whose web chat or work line it is; null: a resident's.</summary>
    public string? ProxyAgentId { get; init; }
    /// <summary>Conversation reference of a push channel, JSON.</summary>
    public string? Reference { get; set; }
    public required string Locale { get; set; }
    /// <summary>The dialog state as JSON, sealed while it holds answers.</summary>
    public required string State { get; set; }
    /// <summary>The fence: a writer that read an older one matches no row.</summary>
    public required long Version { get; set; }
    public required long LastSeq { get; set; }
    public bool Ended { get; set; }
    /// <summary>A person was asked for and has not handed back: staff see these first.</summary>
    public bool HumanOwned { get; set; }
    /// <summary>
    /// Since when a form of hers is open and she has said nothing; null while there is none, a person answers, or she was reminded. The
    /// state is sealed: who is to be reminded is found by this.
    /// </summary>
    public DateTimeOffset? DraftSince { get; set; }
    /// <summary>A message of hers waits for slow work, at the latest until then. Who finds it later answers it: the process that worked on it is gone.</summary>
    public DateTimeOffset? WaitingUntil { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset LastTurnAt { get; set; }
    /// <summary>When she last wrote; null before she has.</summary>
    public DateTimeOffset? HeardAt { get; set; }
    /// <summary>Seq of her first message that is taken and not yet read: on SMS what comes within a moment is read together. Null: all is read.</summary>
    public long? UnreadFrom { get; set; }
}

internal sealed class ConversationMap : IEntityTypeConfiguration<ConversationRow>
{
    public void Configure(EntityTypeBuilder<ConversationRow> builder)
    {
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).HasMaxLength(100);
        builder.Property(row => row.Channel).HasMaxLength(20);
        builder.Property(row => row.UserId).HasMaxLength(100);
        builder.Property(row => row.ProxyAgentId).HasMaxLength(40);
        builder.Property(row => row.Locale).HasMaxLength(20);
        builder.HasIndex(row => row.WaitingUntil).HasFilter("\"WaitingUntil\" IS NOT NULL");
        builder.HasIndex(row => row.LastTurnAt);
        // Nearly all rows are read, and cost nothing here.
        builder.HasIndex(row => row.UnreadFrom).HasFilter("\"UnreadFrom\" IS NOT NULL");
        builder.HasIndex(row => row.DraftSince).HasFilter("\"DraftSince\" IS NOT NULL");
        builder.HasIndex(row => row.ProxyAgentId);
        builder.HasIndex(row => new { row.HumanOwned, row.LastTurnAt });
    }
}

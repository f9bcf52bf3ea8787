using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceBot.Data;

namespace ServiceBot.Conversations.People;

/// <summary>A resident needs a person: a task with a name on it and a time by which she was promised to be spoken to.</summary>
internal sealed record PersonRequestRow
{
    /// <summary>Dialog instance and message that asked, so that a turn run twice asks once.</summary>
    public required string Key { get; init; }
    public required string ConversationId { get; init; }
    /// <summary>12 digits, of her village; empty while nobody knows it: then county staff answer.</summary>
    public required string RegionCode { get; init; }
    /// <summary><c>asked</c>, <c>misses</c>, <c>clarify</c>, <c>attempts</c>, or the text id of a door such as <c>door_crisis</c>.</summary>
    public required string Reason { get; init; }
    /// <summary>Who is on duty there; null when nobody is known.</summary>
    public string? ProxyAgentId { get; init; }
    public string? StandInId { get; init; }
    /// <summary>Sealed JSON, a <see cref="PersonDraft"/>: who she is and what she had filled in.</summary>
    public required string Draft { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public PersonRequestState State { get; init; } = PersonRequestState.Open;
    /// <summary>Account of whoever took it.</summary>
    public string? TakenBy { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    /// <summary>She and the stand-in were told that nobody came in time.</summary>
    public bool Overdue { get; init; }
    public required long Version { get; init; }
}

/// <summary>Open: nobody has it. Taken: somebody talks with her. Closed: done, the bot answers again.</summary>
internal enum PersonRequestState { Open, Taken, Closed }

/// <param name="Phone">As she gave it; null when she gave none.</param>
/// <param name="Item">Code of the item she was at.</param>
internal sealed record PersonDraft(string? Name, string? Phone, string? Region, string? Item, IReadOnlyList<PersonDraftLine> Lines);

internal sealed record PersonDraftLine(string Label, string Value);

internal sealed class PersonRequestMap : IEntityTypeConfiguration<PersonRequestRow>
{
    public void Configure(EntityTypeBuilder<PersonRequestRow> builder)
    {
        builder.ToTable("PersonRequest");
        builder.HasKey(row => row.Key);
        builder.Property(row => row.Key).HasMaxLength(200);
        builder.Property(row => row.ConversationId).HasMaxLength(100);
        builder.Property(row => row.RegionCode).HasMaxLength(12);
        builder.Property(row => row.Reason).HasMaxLength(40);
        builder.Property(row => row.ProxyAgentId).HasMaxLength(40);
        builder.Property(row => row.StandInId).HasMaxLength(40);
        builder.Property(row => row.TakenBy).HasMaxLength(40);
        builder.HasIndex(row => new { row.State, row.DueAt });
        builder.HasIndex(row => new { row.ConversationId, row.State });
    }
}

internal static class PersonRequestSets
{
    extension(BotDb db)
    {
        public DbSet<PersonRequestRow> PersonRequests => db.Set<PersonRequestRow>();
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceBot.Data;

namespace ServiceBot.Conversations.Questions;

/// <summary>A question that got no answer, written with the turn that could not answer it. What it asks for is work on the catalog.</summary>
internal sealed record QuestionRow
{
    public required string ConversationId { get; init; }
    /// <summary>Of her message; of our clarification where she left that open. A turn run twice writes it once.</summary>
    public required long Seq { get; init; }
    /// <summary>Masked, at most <see cref="LongestText"/> UTF-16 units.</summary>
    public required string Text { get; init; }
    /// <summary>See <see cref="QuestionSignature"/>: the same for questions that ask for the same.</summary>
    public required string GroupKey { get; init; }
    public required UnansweredReason Reason { get; init; }
    /// <summary>Code of the item that is published and does not say it; null where no item is known.</summary>
    public string? Item { get; init; }
    /// <summary>Name of a <c>CatalogField</c>; null where she asked in general.</summary>
    public string? Field { get; init; }
    public required string Channel { get; init; }
    /// <summary>12 digits, where she had named her village before.</summary>
    public string? RegionCode { get; init; }
    public required DateTimeOffset At { get; init; }

    public const int LongestText = 200;
}

/// <summary>Why nothing was answered.</summary>
internal enum UnansweredReason
{
    /// <summary>Nothing in the catalog is about it.</summary>
    NoInfo,
    /// <summary>The item is there and does not state what she asked.</summary>
    FieldMissing,
    /// <summary>Not understood: a question, or the second message in a row.</summary>
    NotUnderstood,
    /// <summary>Several fitted, and she chose none.</summary>
    LeftOpen,
}

/// <summary>What staff made of a group of questions. A group that nobody has touched has none.</summary>
internal sealed class QuestionVerdictRow
{
    public required string GroupKey { get; init; }
    public required QuestionVerdict Verdict { get; set; }
    /// <summary>Questions that came later are not covered by it.</summary>
    public required DateTimeOffset At { get; set; }
    /// <summary>Account of whoever decided.</summary>
    public required string By { get; set; }
    /// <summary>Id of the article that answers it now.</summary>
    public string? ArticleId { get; set; }
    /// <summary>What was done, in staff's words.</summary>
    public string? Note { get; set; }
    public required long Version { get; set; }

    public const int LongestNote = 300;
}

/// <summary>Open: reopened. Answered: there is an article now. Handled: done in another way. Dismissed: nothing to be done, however often it is asked.</summary>
internal enum QuestionVerdict { Open, Answered, Handled, Dismissed }

internal sealed class QuestionMap : IEntityTypeConfiguration<QuestionRow>
{
    public void Configure(EntityTypeBuilder<QuestionRow> builder)
    {
        builder.HasKey(row => new { row.ConversationId, row.Seq });
        builder.Property(row => row.ConversationId).HasMaxLength(100);
        builder.Property(row => row.Text).HasMaxLength(QuestionRow.LongestText);
        builder.Property(row => row.GroupKey).HasMaxLength(16);
        builder.Property(row => row.Item).HasMaxLength(100);
        builder.Property(row => row.Field).HasMaxLength(32);
        builder.Property(row => row.Channel).HasMaxLength(20);
        builder.Property(row => row.RegionCode).HasMaxLength(12);
        // The list counts groups and takes the newest of each: both from here alone.
        builder.HasIndex(row => new { row.GroupKey, row.At });
    }
}

internal sealed class QuestionVerdictMap : IEntityTypeConfiguration<QuestionVerdictRow>
{
    public void Configure(EntityTypeBuilder<QuestionVerdictRow> builder)
    {
        builder.HasKey(row => row.GroupKey);
        builder.Property(row => row.GroupKey).HasMaxLength(16);
        builder.Property(row => row.By).HasMaxLength(64);
        builder.Property(row => row.ArticleId).HasMaxLength(100);
        builder.Property(row => row.Note).HasMaxLength(QuestionVerdictRow.LongestNote);
        builder.Property(row => row.Version).IsConcurrencyToken();
    }
}

internal static class QuestionSets
{
    extension(BotDb db)
    {
        public DbSet<QuestionRow> Questions => db.Set<QuestionRow>();

        public DbSet<QuestionVerdictRow> QuestionVerdicts => db.Set<QuestionVerdictRow>();
    }
}

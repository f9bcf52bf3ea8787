using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ServiceBot.Platform.Accounts;

/// <summary>One look at personal data, or one act of staff outside a case: who, what, when. Only ever inserted.</summary>
internal sealed class AuditRow
{
    /// <summary>Given by the database.</summary>
    public long Id { get; init; }
    public required DateTimeOffset At { get; init; }
    /// <summary>Account id; the name of a command-line verb where nobody signed in.</summary>
    public required string Actor { get; init; }
    /// <summary>A value of <see cref="AuditActs"/>: <c>conversation.read</c>.</summary>
    public required string Act { get; init; }
    /// <summary>Conversation id, case number, outbox id. Never a name or a number of a person.</summary>
    public required string Subject { get; init; }
}

/// <summary>The acts that are audited.</summary>
internal static class AuditActs
{
    public const string ConversationRead = "conversation.read";
    public const string ConversationSearch = "conversation.search";
    public const string ConversationReply = "conversation.reply";
    public const string ConversationTake = "conversation.take";
    public const string ConversationHandBack = "conversation.hand-back";
    public const string LineEnd = "line.end";
    public const string CaseRead = "case.read";
    /// <summary>The resident's full phone was shown or dialled.</summary>
    public const string PhoneRead = "case.phone.read";
    public const string OutboxResend = "outbox.resend";
    public const string OutboxDiscard = "outbox.discard";
    public const string ItemSwitch = "item.switch";
    public const string QuestionRead = "question.read";
    public const string QuestionExport = "question.export";
    public const string QuestionPublish = "question.publish";
    public const string QuestionSettle = "question.settle";
    public const string QuestionReopen = "question.reopen";
    public const string SignedIn = "account.signed-in";
    public const string AccountAdded = "account.added";
}

internal sealed class AuditMap : IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedOnAdd();
        builder.Property(row => row.Actor).HasMaxLength(64);
        builder.Property(row => row.Act).HasMaxLength(40);
        builder.Property(row => row.Subject).HasMaxLength(100);
        builder.HasIndex(row => row.At);
        builder.HasIndex(row => new { row.Subject, row.At });
    }
}

using ServiceBot.Conversations.Lines;
using ServiceBot.Data;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Conversations;

/// <summary>What one message comes to: the new state, the replies in order, the rows of what was done.</summary>
internal sealed record Answer(ConversationState State, IReadOnlyList<Reply> Replies)
{
    /// <summary>The commands the message was understood as, masked, for the transcript.</summary>
    public string? Understood { get; init; }
    public CommitUnit Effects { get; init; } = new();
    public IReadOnlyList<string> Recipients { get; init; } = [];
    /// <summary>A link code that was said or given: the transcript shows stars in its place.</summary>
    public string? Secret { get; init; }
    /// <summary>The conversation becomes an agent's line, or stops being one; null: it stays what it is.</summary>
    public LineChange? Line { get; init; }
    /// <summary>It is about an agent's work, and is for nobody else on that phone.</summary>
    public bool IsWork { get; init; }
    /// <summary>The case it made or changed.</summary>
    public string? CaseReference { get; init; }
}

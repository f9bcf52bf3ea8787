using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Tools.Replaying;

/// <summary>One turn as a version of the dialogs takes it.</summary>
/// <param name="Seq">Of her message in the recording, or of the first line of what we said unasked.</param>
internal sealed record ReplayedTurn(long Seq, ConversationState Before, ConversationState After)
{
    /// <summary>The commands her message was understood as; null where she did not say anything.</summary>
    public string? Understood { get; init; }
    public IReadOnlyList<ReplayedReply> Replies { get; init; } = [];
    /// <summary>Names of the case events it wrote, with the item of a new case: <c>Opened HB-MZ-001</c>.</summary>
    public IReadOnlyList<string> Effects { get; init; } = [];
}

/// <param name="Told">Text ids, or item, version and fields.</param>
/// <param name="Text">As she would read it, not masked.</param>
internal sealed record ReplayedReply(string? Told, string Text);


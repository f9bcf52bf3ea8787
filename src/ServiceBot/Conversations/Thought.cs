using ServiceBot.Domain.Dialogs;
using ServiceBot.Understanding.Llm;

namespace ServiceBot.Conversations;

/// <summary>What slow work made of a message.</summary>
/// <param name="Commands">Proposed for it; null: what the recognisers said stands.</param>
/// <param name="Wording">For the catalog's answer to it; null: the catalog's own.</param>
/// <param name="Note">For the transcript: <c>model</c>, <c>model refused: figure</c>, <c>model late</c>.</param>
internal sealed record Thought(IReadOnlyList<Command>? Commands, Wording? Wording, string Note)
{
    /// <summary>Nobody thinks about it any more: a newer message came first, or the process that did so is gone.</summary>
    public static Thought None { get; } = new(null, null, "model not waited for");
}

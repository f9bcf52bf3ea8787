using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Tools.Simulation;

/// <summary>What a resident sees before she writes: the state behind her screen, and how her errands are.</summary>
/// <param name="Cases">References, newest first.</param>
internal sealed record Sight(ConversationState State, Expectation Expects, IReadOnlyList<string> Cases);

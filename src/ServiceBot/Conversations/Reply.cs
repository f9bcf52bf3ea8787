using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Conversations;

/// <summary>Something to say, rendered.</summary>
/// <param name="Text">Finished text in the language of the conversation.</param>
/// <param name="Choices">Buttons.</param>
/// <param name="Told">For the transcript: text ids, or item, version and fields the facts came from.</param>
internal sealed record Reply(string Text, IReadOnlyList<SayChoice> Choices, string? Told = null, string? CaseReference = null)
{
    public static Reply Plain(string text, string? told = null) => new(text, [], told);
}

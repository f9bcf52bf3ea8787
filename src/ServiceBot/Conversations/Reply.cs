using System.Text.Json;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Transcripts;

namespace ServiceBot.Conversations;

/// <summary>Something to say, rendered.</summary>
/// <param name="Text">Finished text in the language of the conversation.</param>
/// <param name="Choices">Buttons.</param>
/// <param name="Told">For the transcript: text ids.</param>
internal sealed record Reply(string Text, IReadOnlyList<SayChoice> Choices, string? Told = null, string? CaseReference = null)
{
    /// <summary>What of it was taken from the catalog.</summary>
    public IReadOnlyList<AnswerRecord> Answers { get; init; } = [];
    /// <summary>What the channel's sender needs beside the text; null where that is nothing.</summary>
    public JsonElement? ChannelData { get; init; }

    public static Reply Plain(string text, string? told = null) => new(text, [], told);
}

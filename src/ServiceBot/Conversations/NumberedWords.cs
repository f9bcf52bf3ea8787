using ServiceBot.Transcripts;

namespace ServiceBot.Conversations;

/// <summary>What channels without buttons have in common: choices are numbered lines, and what a turn says goes out as messages cut to their length.</summary>
internal static class NumberedWords
{
    public static IEnumerable<string> Lines(Reply reply) => reply.Choices.Select((choice, index) => $"{index + 1} {choice.Label}");

    /// <summary>
    /// The messages in the place of the replies. What was told, the facts in it and what the sender needs stand with the first, the case with each.
    /// </summary>
    public static IReadOnlyList<Reply> Messages(IReadOnlyList<Reply> replies, IReadOnlyList<string> messages)
    {
        var told = string.Join("; ", replies.Select(reply => reply.Told).OfType<string>());
        var about = replies.LastOrDefault(reply => reply.CaseReference is not null)?.CaseReference;
        var data = replies.FirstOrDefault(reply => reply.ChannelData is not null)?.ChannelData;
        IReadOnlyList<AnswerRecord> answers = [.. replies.SelectMany(reply => reply.Answers)];
        return
        [
            .. messages.Select((text, index) => index == 0
                ? new Reply(text, [], told, about) { Answers = answers, ChannelData = data }
                : new Reply(text, [], null, about)),
        ];
    }
}

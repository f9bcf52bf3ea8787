using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Steps;

/// <summary>Nothing fits: the open slot says what it expects, otherwise nobody understood.</summary>
internal sealed class Leftover(SlotParsers parsers, Phrases phrases)
{
    /// <summary>Characters of Chinese, words of English.</summary>
    private const int ShortestQuestion = 5;
    private const int ShortestQuestionLatin = 3;

    public IReadOnlyList<Command> Read(Heard heard, Expectation expectation)
    {
        if (phrases.SmallTalk(heard, expectation) is { } talk) return [talk];
        if (heard.Forms.Count == 0) return [new Command.Unknown("empty")];
        // A question that the catalog cannot answer is a question all the same, and no failed answer.
        if (expectation.Open is not null && heard.IsQuestion && IsLong(heard)) return [new Command.Ask(heard.Raw)];
        if (expectation is { Open: { } open, AwaitsPerson: false } && parsers.Read(heard, open) is Reading.Nothing nothing) return [new Command.Refuse(open.Name, nothing.Reason, heard.Raw)];
        return [new Command.Unknown()];
    }

    private static bool IsLong(Heard heard) => heard.Text.Any(Words.IsHan)
        ? heard.Bare.Count(char.IsLetterOrDigit) >= ShortestQuestion
        : heard.Bare.Count(sign => sign == ' ') + 1 >= ShortestQuestionLatin;
}

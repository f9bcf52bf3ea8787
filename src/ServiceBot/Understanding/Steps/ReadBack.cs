using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Steps;

/// <summary>One value is on the screen to be confirmed: yes takes it, no asks again. "不是，是九亩" is a new answer and read as one.</summary>
internal sealed class ReadBack(SlotParsers parsers)
{
    public IReadOnlyList<Command>? Read(Heard heard, Expectation expectation)
    {
        if (expectation is not { Candidates: [var candidate], Open: { } open } || parsers.YesNo.Whole(heard) is not { } yes) return null;
        return yes ? [new Command.Answer(open.Name, candidate, heard.Raw)] : [new Command.Back()];
    }
}

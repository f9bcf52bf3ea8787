using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Steps;

/// <summary>Nothing fits: the open slot says what it expects, otherwise nobody understood.</summary>
internal sealed class Leftover(SlotParsers parsers, Phrases phrases)
{
    public IReadOnlyList<Command> Read(Heard heard, Expectation expectation)
    {
        if (phrases.SmallTalk(heard, expectation) is { } talk) return [talk];
        if (heard.Forms.Count == 0) return [new Command.Unknown("empty")];
        if (expectation.Open is { } open && parsers.Read(heard, open) is Reading.Nothing nothing) return [new Command.Refuse(open.Name, nothing.Reason, heard.Raw)];
        return [new Command.Unknown()];
    }
}

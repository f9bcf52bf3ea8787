namespace ServiceBot.Domain.Dialogs;

/// <summary>
/// The commands of one message by kind. What was not understood counts only when nothing else was; a choice between meanings is
/// dropped when one of them is sure; of several ways to move away the first counts.
/// </summary>
internal sealed class Sorted
{
    public List<Command> Form { get; } = [];
    /// <summary>Questions and small talk: answered, then back to the open question.</summary>
    public List<Command> Passing { get; } = [];
    public Command.Start? Start { get; set; }
    public Command? Moving { get; private set; }
    public Command.Unknown? Unknown { get; private set; }
    public bool HasForm => Form.Count > 0;
    public bool Greets => Form.Count == 0 && Start is null && Moving is null
        && Passing is [Command.Start { Dialog: PatternIds.Greeting or PatternIds.Welcome }];
    /// <summary>Thanks, hello: no other business.</summary>
    public bool OnlySmallTalk => Form.Count == 0 && Start is null && Moving is null && Passing.Count > 0 && Passing.TrueForAll(command => command is Command.Start);
    /// <summary>Something definite was said.</summary>
    public bool Understood => Start is not null || Passing.Count > 0 || Moving is not (null or Command.Clarify);

    public static Sorted Of(DialogBook book, IReadOnlyList<Command> commands)
    {
        var sorted = new Sorted();
        for (var at = 0; at < commands.Count && at < DialogEngine.MaxCommands; at++) sorted.Add(book, commands[at]);
        if (sorted.Moving is Command.Clarify && (sorted.HasForm || sorted.Start is not null || sorted.Passing.Count > 0)) sorted.Moving = null;
        return sorted;
    }

    private void Add(DialogBook book, Command command)
    {
        switch (command)
        {
            case Command.Answer or Command.Correct or Command.Refuse or Command.Disambiguate or Command.Skip or Command.Back:
                Form.Add(command);
                break;
            case Command.Start start when book.Find(start.Dialog) is null:
                if (book.HasPattern(start.Dialog)) Passing.Add(command);
                else Unknown ??= new Command.Unknown();
                break;
            case Command.Start start:
                Start ??= start;
                break;
            case Command.Ask or Command.Status or Command.Language or Command.Help or Command.Link or Command.Unlink or Command.Prefer:
                Passing.Add(command);
                break;
            case Command.Unknown unknown:
                Unknown ??= unknown;
                break;
            case Command.Clarify when Moving is not null:
                break;
            default:
                if (Moving is null or Command.Clarify) Moving = command;
                break;
        }
    }
}

namespace ServiceBot.Domain.Dialogs;

/// <summary>
/// Decides one turn: commands in, new state and things to say out. Pure but for <see cref="IDialogActions"/>, so the same turn run again
/// gives the same decision.
/// </summary>
public static class DialogEngine
{
    /// <summary>Commands of one message beyond this are not looked at.</summary>
    public const int MaxCommands = 20;

    /// <param name="commands">What the message was understood as; an empty list counts as not understood.</param>
    public static Decision Decide(
        DialogBook book,
        ConversationState state,
        IReadOnlyList<Command> commands,
        TurnContext context,
        IDialogActions actions)
    {
        var turn = new EngineTurn(book, state, context, actions);
        if (state.Owner == ConversationOwner.Human) Owned(turn, commands);
        else if (book.OnMessage is { } echo && turn.Active is null) Echo(turn, echo);
        else Run(turn, commands);
        return turn.Decide();
    }

    /// <summary>
    /// Starts a dialog that the service proposes, such as the rating after completion. Never takes the floor from a dialog she is in: then
    /// nothing changes and nothing is said.
    /// </summary>
    public static Decision Invite(DialogBook book, ConversationState state, Command.Start start, TurnContext context, IDialogActions actions)
    {
        var turn = new EngineTurn(book, state, context, actions);
        if (state.Owner == ConversationOwner.Bot && state.Active is null && book.Find(start.Dialog) is { } dialog)
        {
            StartRules.Begin(turn, dialog, start.Item);
            if (turn.Active is not null) OpenStep.Advance(turn, remind: false);
        }
        else
        {
            turn.KeepMenu();
        }

        return turn.Decide();
    }

    /// <summary>
    /// Reminds her, once, of a form that she left half-way. Says nothing when it is not the open one any more, when a person answers, she
    /// has told us to stop, or the form is one that nobody is pressed to fill in.
    /// </summary>
    /// <param name="instance">Id of the form that was open when she fell silent.</param>
    public static Decision Remind(DialogBook book, ConversationState state, string instance, TurnContext context, IDialogActions actions)
    {
        var turn = new EngineTurn(book, state, context, actions);
        if (turn.Active is not { Reminded: false, Answers.Count: > 0 } active || active.Id != instance || state.Owner != ConversationOwner.Bot || state.OptedOut)
        {
            turn.KeepMenu();
            return turn.Decide();
        }

        turn.Active = active with { Reminded = true };
        if (turn.Dialog is { Voluntary: false } dialog && (dialog.Subject == SubjectKind.None || active.Item is null || turn.Subject(active, dialog) is not null)) turn.Pattern(PatternIds.Silence);
        else turn.KeepMenu();
        return turn.Decide();
    }

    /// <summary>What the engine is waiting for after <paramref name="state"/>.</summary>
    public static Expectation Expect(DialogBook book, ConversationState state) => Expectations.Of(book, state);

    /// <summary>
    /// Order inside one message: 1 a started dialog, 2 answers and corrections together, 3 questions in passing, 4 what moves away,
    /// 5 the open question.
    /// </summary>
    private static void Run(EngineTurn turn, IReadOnlyList<Command> commands)
    {
        var list = Sorted.Of(turn.Book, commands);
        Notice(turn, list);
        if (turn.Active is not null && turn.Dialog is null) turn.DropActive();
        StartRules.PickSubject(turn, list);
        if (turn.Dialog is { Voluntary: true } && !list.HasForm && !list.OnlySmallTalk) turn.DropActive();

        var formWasOpen = turn.Active is not null;
        if (list.Start is { } start && !StartRules.Start(turn, start)) return;                          // 1
        var answered = turn.Active is not null && list.HasForm && FormRules.Apply(turn, list.Form);     // 2
        if (turn.Active is null && list.HasForm && list.Start is null) answered = FormRules.AfterTheEnd(turn, list.Form) && !formWasOpen;
        if (turn.Closed) return;
        foreach (var command in list.Passing) PassingRules.Apply(turn, command);                        // 3
        if (turn.Closed) return;
        if (list.Moving is { } moving) LeaveRules.Apply(turn, moving);                                  // 4
        else if (!answered && list.Start is null && list.Passing.Count == 0) RepairRules.Unknown(turn, list.Unknown ?? new Command.Unknown());
        else if (turn.Active is not null && !(turn.Dialog is { Voluntary: true } && list.OnlySmallTalk)) // 5
            OpenStep.Advance(turn, remind: list.Passing.Count > 0 && !answered && list.Start is null, brief: list.OnlySmallTalk);
        if (answered || list.Understood) turn.Misses = 0;
    }

    /// <summary>While a person answers, the bot is silent; asking for the menu or for the draft brings the bot back.</summary>
    private static void Owned(EngineTurn turn, IReadOnlyList<Command> commands)
    {
        foreach (var command in commands)
        {
            if (command is Command.OptOut or Command.OptIn)
            {
                LeaveRules.Apply(turn, command);
                return;
            }

            if (command is not (Command.Menu or Command.Resume)) continue;
            turn.Owner = ConversationOwner.Bot;
            turn.Pattern(PatternIds.Returned);
            LeaveRules.Apply(turn, command);
            return;
        }

        turn.KeepMenu();
    }

    private static void Echo(EngineTurn turn, DialogDefinition echo)
    {
        if (string.IsNullOrEmpty(turn.Context.Text)) return;
        StartRules.Begin(turn, echo, null);
        OpenStep.Advance(turn, remind: false);
    }

    private static void Notice(EngineTurn turn, Sorted list)
    {
        if (turn.Noticed) return;
        turn.Noticed = true;
        if (list.Greets) list.Passing[0] = new Command.Start(PatternIds.Welcome);
        else turn.Pattern(PatternIds.Notice);
    }
}

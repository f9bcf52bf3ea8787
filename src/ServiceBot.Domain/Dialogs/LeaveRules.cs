namespace ServiceBot.Domain.Dialogs;

/// <summary>What moves away from the open question: menu, cancel, resume, a person, stop, repeat, a choice between meanings.</summary>
internal static class LeaveRules
{
    public static void Apply(EngineTurn turn, Command command)
    {
        switch (command)
        {
            case Command.Menu:
                ShowMenu(turn, PatternIds.Menu);
                break;
            case Command.Cancel:
                Cancel(turn);
                break;
            case Command.Resume resume:
                Resume(turn, resume);
                break;
            case Command.Human:
                RepairRules.HandOver(turn, PatternIds.Human, RepairRules.Asked);
                break;
            case Command.OptOut:
                turn.KeepDraft();
                turn.OptedOut = true;
                turn.Pattern(PatternIds.OptOut);
                break;
            case Command.OptIn:
                turn.OptedOut = false;
                turn.Pattern(PatternIds.OptIn);
                if (turn.Active is not null) OpenStep.Advance(turn, remind: true);
                break;
            case Command.Repeat:
                turn.Say(new Say.LastAgain());
                turn.KeepMenu();
                break;
            case Command.Clarify clarify:
                RepairRules.Clarify(turn, clarify);
                break;
        }
    }

    /// <summary>The menu, with the way back to what she was doing in the first place.</summary>
    public static void ShowMenu(EngineTurn turn, string pattern)
    {
        var choices = new List<LabelledCommand>();
        if (turn.Active is not null || turn.Drafts.Count > 0)
            foreach (var choice in turn.Book.Pattern(PatternIds.Continue).Choices) choices.Add(new LabelledCommand(choice.Label.In(turn.Locale), choice.Command));
        turn.Pattern(pattern, choices: choices);
    }

    private static void Cancel(EngineTurn turn)
    {
        if (turn.Active is not { } instance)
        {
            turn.Pattern(PatternIds.NothingToCancel);
            return;
        }

        var kept = turn.KeepDraft();
        turn.Pattern(kept ? PatternIds.Cancelled : PatternIds.CancelledEmpty, about: instance);
    }

    private static void Resume(EngineTurn turn, Command.Resume resume)
    {
        if (turn.Active is null)
        {
            var draft = resume.Instance is { } id ? turn.Drafts.Find(kept => kept.Id == id) : turn.Drafts.Count > 0 ? turn.Drafts[0] : null;
            if (draft is null && LinkRules.Resume(turn, resume)) return;
            if (draft is null || turn.Book.Find(draft.Dialog) is null)
            {
                if (draft is not null) turn.Drafts.Remove(draft);
                turn.Pattern(PatternIds.NothingToResume);
                return;
            }

            StartRules.Reopen(turn, draft);
            OpenStep.Advance(turn, remind: false);
            return;
        }

        turn.Active = StartRules.Afresh(turn.Active);
        OpenStep.Advance(turn, remind: true);
    }
}

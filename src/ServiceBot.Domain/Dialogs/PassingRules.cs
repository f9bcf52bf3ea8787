namespace ServiceBot.Domain.Dialogs;

/// <summary>Questions, small talk and settings in passing: answered, and the open question stays open.</summary>
internal static class PassingRules
{
    public static void Apply(EngineTurn turn, Command command)
    {
        switch (command)
        {
            case Command.Ask ask:
                turn.FocusItem = ask.Item ?? turn.FocusItem;
                turn.FocusFields = ask.Fields ?? [];
                turn.Say(new Say.Catalog(ask));
                break;
            case Command.Status status:
                turn.Say(new Say.CaseStatus(status.CaseReference));
                break;
            case Command.Language language:
                turn.Locale = language.Locale;
                turn.Pattern(PatternIds.Language);
                break;
            case Command.Help:
                turn.Pattern(PatternIds.Help);
                break;
            case Command.Link or Command.Unlink or Command.Prefer:
                LinkRules.Apply(turn, command);
                break;
            case Command.Start { Dialog: var id }:
                turn.Pattern(id);
                // Nothing new to choose from: the numbers on her screen stay good.
                if (turn.Active is null && turn.Book.Pattern(id).Choices.Count == 0) turn.KeepMenu();
                Then(turn, id);
                break;
        }
    }

    private static void Then(EngineTurn turn, string id)
    {
        switch (turn.Book.Pattern(id).Then)
        {
            case PatternThen.Menu:
                LeaveRules.ShowMenu(turn, PatternIds.Menu);
                turn.Closed = true;
                break;
            case PatternThen.Handoff:
                RepairRules.HandOver(turn, PatternIds.Human, id);
                break;
        }
    }
}

namespace ServiceBot.Domain.Dialogs;

/// <summary>An answer that cannot stand: why, what a good one looks like, and a way out after the last attempt.</summary>
internal static class Refusals
{
    /// <param name="explained">The reason itself says what a good answer looks like, as every refusal of a parser does.</param>
    public static bool Apply(EngineTurn turn, DialogDefinition dialog, string name, TextRef reason, bool explained)
    {
        var index = dialog.SlotIndex(name);
        if (index < 0) return false;
        var slot = dialog.Slots[index];
        var label = Questions.Label(slot, turn.Locale);
        if (Answers.OpenCollect(turn, dialog) is not { } open || open.Slot != index)
        {
            turn.Text(reason, label);
            return true;
        }

        var instance = turn.Active!;
        var attempts = instance.Attempts.GetValueOrDefault(open.Id) + 1;
        turn.Active = instance with { Attempts = new Dictionary<string, int>(instance.Attempts, StringComparer.Ordinal) { [open.Id] = attempts } };
        turn.Text(reason, label);
        if (attempts >= open.Attempts) Exit(turn, open);
        else if (attempts + 1 == open.Attempts) turn.Pattern(label["example"].Length > 0 ? PatternIds.ExampleLast : PatternIds.StuckLast, label);
        else if (!explained && label["example"].Length > 0) turn.Pattern(PatternIds.Example, label);
        return true;
    }

    private static void Exit(EngineTurn turn, DialogStep.Collect open)
    {
        switch (open.OnFail.Kind)
        {
            case FailKind.Handoff:
                RepairRules.HandOver(turn, PatternIds.FailedHandoff, "attempts");
                break;
            case FailKind.Menu:
                turn.KeepDraft();
                turn.Pattern(PatternIds.FailedMenu);
                turn.Closed = true;
                break;
            case FailKind.End:
                turn.KeepDraft();
                turn.Pattern(PatternIds.FailedEnd);
                turn.Closed = true;
                break;
        }
    }
}

namespace ServiceBot.Domain.Dialogs;

/// <summary>An answer that cannot stand: why, what a good one looks like, and a way out after the last attempt.</summary>
internal static class Refusals
{
    /// <summary>In UTF-16 units: half an answer is short.</summary>
    private const int LongestTried = 40;

    /// <param name="raw">Her words.</param>
    /// <param name="explained">The reason itself says what a good answer looks like, as every refusal of a parser does.</param>
    public static bool Apply(EngineTurn turn, DialogDefinition dialog, string name, TextRef reason, string raw, bool explained)
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

        // Somebody was promised for it: her own further try is no failure.
        if (turn.AwaitsPerson)
        {
            turn.Text(reason, label);
            return true;
        }

        var instance = turn.Active!;
        var attempts = instance.Attempts.GetValueOrDefault(open.Id) + 1;
        turn.Active = instance with
        {
            Attempts = new Dictionary<string, int>(instance.Attempts, StringComparer.Ordinal) { [open.Id] = attempts },
            Tried = raw.Length is > 0 and <= LongestTried ? raw : null,
        };
        turn.Text(reason, label);
        if (attempts >= open.Attempts) Exit(turn, open);
        else if (attempts + 1 == open.Attempts) turn.Pattern(label["example"].Length > 0 ? PatternIds.ExampleLast : PatternIds.StuckLast, label);
        else if (!explained && label["example"].Length > 0) turn.Pattern(PatternIds.Example, label);
        return true;
    }

    /// <summary>She passes over what is needed: no answer either, and the third time somebody helps her.</summary>
    public static void Skipped(EngineTurn turn, SlotDefinition slot, DialogStep.Collect open)
    {
        var instance = turn.Active!;
        var attempts = instance.Attempts.GetValueOrDefault(open.Id) + 1;
        turn.Pattern(PatternIds.SkipRefused, Questions.Label(slot, turn.Locale));
        if (turn.AwaitsPerson) return;
        turn.Active = instance with { Attempts = new Dictionary<string, int>(instance.Attempts, StringComparer.Ordinal) { [open.Id] = attempts } };
        if (attempts >= open.Attempts) Exit(turn, open);
    }

    private static void Exit(EngineTurn turn, DialogStep.Collect open)
    {
        switch (open.OnFail.Kind)
        {
            case FailKind.Handoff:
                RepairRules.HandOver(turn, PatternIds.FailedHandoff, RepairRules.Attempts);
                Leave(turn, open);
                break;
            case FailKind.Leave:
                RepairRules.HandOver(turn, PatternIds.FailedHandoff, RepairRules.Attempts, later: PatternIds.FailedLater);
                // With the question out of the way the form goes on.
                if (Leave(turn, open)) turn.Closed = false;
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

    /// <summary>Nobody is there, and somebody was promised: the question is not asked again until then.</summary>
    private static bool Leave(EngineTurn turn, DialogStep.Collect open)
    {
        if (!turn.IsPromised || turn.Active is not { } active) return false;
        turn.Active = active with { Left = [.. active.Left.Where(id => id != open.Id), open.Id] };
        return true;
    }
}

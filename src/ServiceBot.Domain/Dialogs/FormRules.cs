namespace ServiceBot.Domain.Dialogs;

/// <summary>What a message does to the answers of the active dialog. All answers of one message are used, then the path is derived once more.</summary>
internal static class FormRules
{
    /// <returns>True when at least one command meant something here.</returns>
    public static bool Apply(EngineTurn turn, List<Command> form)
    {
        if (turn.Dialog is not { } dialog || turn.Active!.Asked == StartRules.SubjectStep) return false;
        var used = false;
        var before = turn.Active;
        Command.Answer? verdict = null;
        foreach (var command in form)
        {
            switch (command)
            {
                case Command.Answer { Slot: Expectation.ReviewSlot } said:
                    verdict = said;
                    break;
                case Command.Answer answer:
                    used |= Answers.Put(turn, dialog, answer.Slot, answer.Value, answer.Raw);
                    break;
                case Command.Correct { Value: { } value } correct:
                    used |= Answers.Put(turn, dialog, correct.Slot, value, correct.Raw);
                    break;
                case Command.Correct correct:
                    used |= Answers.Reopen(turn, dialog, correct.Slot);
                    break;
                case Command.Refuse refuse when !Answers.Given(form, refuse.Slot):
                    used |= Refusals.Apply(turn, dialog, refuse.Slot, new TextRef(refuse.Reason), refuse.Raw, explained: true);
                    break;
                case Command.Disambiguate several when !Answers.Given(form, several.Slot):
                    used |= Answers.Choose(turn, dialog, several);
                    break;
                case Command.Skip:
                    used |= Skip(turn, dialog);
                    break;
                case Command.Back:
                    used |= Back(turn, dialog);
                    break;
            }

            if (turn.Closed || turn.Active is null) return true;
        }

        if (verdict is null)
        {
            Noted(turn, dialog, before);
            return used;
        }

        return Verdict(turn, dialog, verdict, changed: used || !ReferenceEquals(before, turn.Active)) || used;
    }

    /// <summary>The question will come again as it was: without a word she would think that nobody heard her.</summary>
    private static void Noted(EngineTurn turn, DialogDefinition dialog, DialogInstance before)
    {
        var now = turn.Active!;
        if (ReferenceEquals(before, now) || Answers.OpenCollect(turn, dialog) is not { } open || now.Answers.ContainsKey(dialog.Slots[open.Slot].Name) || now.Candidates.Count > 0) return;
        List<string> labels = [.. dialog.Slots.Where(slot => now.Answers.ContainsKey(slot.Name) && !before.Answers.ContainsKey(slot.Name)).Select(slot => slot.Label.In(turn.Locale))];
        // The comma of Chinese lists.
        var comma = LocalText.IsEnglish(turn.Locale) ? ", " : "\u3001";
        if (labels.Count > 0) turn.Pattern(PatternIds.Noted, new Dictionary<string, string>(StringComparer.Ordinal) { ["label"] = string.Join(comma, labels) });
    }

    /// <summary>Nothing is open. A correction of what an effect has taken goes to the people who have it now.</summary>
    public static bool AfterTheEnd(EngineTurn turn, List<Command> form)
    {
        foreach (var command in form)
        {
            var (name, value, raw) = command switch
            {
                Command.Correct correct => (correct.Slot, correct.Value, correct.Raw),
                Command.Disambiguate { Choices: [var first, ..] } doubtful => (doubtful.Slot, first, turn.Context.Text ?? ""),
                _ => ("", null, ""),
            };
            if (turn.Finished is { } finished && turn.Book.Find(finished.Dialog) is { } dialog && dialog.SlotIndex(name) is >= 0 and var at)
            {
                ChangeRequests.Send(turn, finished, dialog.Slots[at], value, raw);
                return true;
            }

            if (command is not Command.Back) continue;
            turn.Pattern(PatternIds.BackAtStart);
            turn.Closed = true;
            return true;
        }

        return false;
    }

    private static bool Verdict(EngineTurn turn, DialogDefinition dialog, Command.Answer verdict, bool changed)
    {
        if (turn.Active!.Asked is not { } asked || dialog.StepIndex(asked) is not (>= 0 and var at) || dialog.Steps[at] is not DialogStep.Review review) return false;
        if (changed) return true;
        if (verdict.Value.Value == "true")
        {
            turn.Active = turn.Active with { Confirmed = [.. turn.Active.Confirmed, asked] };
            return true;
        }

        var choices = new List<LabelledCommand>();
        foreach (var slot in review.Slots)
            if (turn.Active.Answers.ContainsKey(dialog.Slots[slot].Name) || dialog.IsLeft(turn.Active, slot))
                choices.Add(new LabelledCommand(dialog.Slots[slot].Label.In(turn.Locale), new Command.Correct(dialog.Slots[slot].Name, null, "")));
        turn.Pattern(PatternIds.ReviewChange, choices: choices);
        turn.Closed = true;
        return true;
    }

    private static bool Skip(EngineTurn turn, DialogDefinition dialog)
    {
        if (Answers.OpenCollect(turn, dialog) is not { } collect) return false;
        var slot = dialog.Slots[collect.Slot];
        if (!slot.Spec.Optional)
        {
            Refusals.Skipped(turn, slot, collect);
            return true;
        }

        Answers.Store(turn, slot.Name, new AnswerEntry(new SlotValue(slot.Spec.Type, ""), "", turn.Context.Turn, AnswerEntry.SkippedSource));
        return true;
    }

    private static bool Back(EngineTurn turn, DialogDefinition dialog)
    {
        var instance = turn.Active!;
        if (instance.Candidates.Count > 0)
        {
            turn.Active = instance with { Candidates = [] };
            return true;
        }

        var (walk, scope) = OpenStep.Derive(turn, dialog, instance);
        var latest = -1;
        var end = walk.Open < 0 ? dialog.Steps.Count : walk.Open;
        for (var at = walk.Barrier + 1; at < end; at++)
            if (dialog.Steps[at] is DialogStep.Collect collect && scope.Live[collect.Slot] is { } entry
                && (latest < 0 || entry.Turn >= scope.Live[latest]!.Turn))
                latest = collect.Slot;
        if (latest < 0) turn.Pattern(PatternIds.BackAtStart);
        else Answers.Drop(turn, dialog, latest);
        return true;
    }
}

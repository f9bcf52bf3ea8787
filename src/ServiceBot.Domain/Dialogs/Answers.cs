namespace ServiceBot.Domain.Dialogs;

/// <summary>Puts, changes and drops single answers of the active dialog.</summary>
internal static class Answers
{
    private const int MaxCandidates = 9;

    /// <summary>An answer, or a correction where the slot has one and is not being asked.</summary>
    public static bool Put(EngineTurn turn, DialogDefinition dialog, string name, SlotValue value, string raw)
    {
        var index = dialog.SlotIndex(name);
        if (index < 0) return false;
        var slot = dialog.Slots[index];
        if (value.Type != slot.Spec.Type) return false;
        var instance = turn.Active!;
        var (walk, scope) = OpenStep.Derive(turn, dialog, instance);
        if (Consumed(dialog, instance, walk, index))
        {
            ChangeRequests.Send(turn, instance, slot, value, raw);
            return true;
        }

        var entry = new AnswerEntry(value, raw, turn.Context.Turn);
        if (PathWalker.Refusal(slot, index, entry, scope) is { } refusal) return Refusals.Apply(turn, dialog, name, refusal, raw, explained: false);
        var open = OpenCollect(turn, dialog)?.Slot == index;
        var known = instance.Answers.TryGetValue(name, out var old);
        if (known && old!.Value.Value == value.Value && !old.Skipped) return true;
        Store(turn, name, entry);
        ClearAttempts(turn, dialog, index);
        if (known && !open)
            turn.Pattern(PatternIds.Corrected, new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["label"] = slot.Label.In(turn.Locale),
                ["value"] = TextValues.Shown(slot, entry, turn.Locale),
            });
        return true;
    }

    /// <summary>She wants to change it and has not said to what: the question is asked again.</summary>
    public static bool Reopen(EngineTurn turn, DialogDefinition dialog, string name)
    {
        var index = dialog.SlotIndex(name);
        if (index < 0) return false;
        var (walk, _) = OpenStep.Derive(turn, dialog, turn.Active!);
        if (Consumed(dialog, turn.Active!, walk, index)) ChangeRequests.Send(turn, turn.Active!, dialog.Slots[index], null, "");
        else Drop(turn, dialog, index);
        return true;
    }

    /// <summary>
    /// Several values fit, or one is in doubt: they are put on the screen for the question they belong to, now where it is open, else when its turn
    /// comes. An answer that is there already goes: she has just said that it is another.
    /// </summary>
    public static bool Choose(EngineTurn turn, DialogDefinition dialog, Command.Disambiguate several)
    {
        var index = dialog.SlotIndex(several.Slot);
        if (index < 0 || several.Choices.Count == 0) return false;
        IReadOnlyList<SlotValue> choices = several.Choices.Count <= MaxCandidates ? several.Choices : [.. several.Choices.Take(MaxCandidates)];
        if (OpenCollect(turn, dialog)?.Slot == index)
        {
            turn.Active = turn.Active! with { Candidates = choices };
            return true;
        }

        var (walk, _) = OpenStep.Derive(turn, dialog, turn.Active!);
        if (Consumed(dialog, turn.Active!, walk, index))
        {
            ChangeRequests.Send(turn, turn.Active!, dialog.Slots[index], choices[0], turn.Context.Text ?? "");
            return true;
        }

        if (turn.Active!.Answers.ContainsKey(several.Slot)) Drop(turn, dialog, index);
        turn.Active = turn.Active with { Doubts = new Dictionary<string, IReadOnlyList<SlotValue>>(turn.Active.Doubts, StringComparer.Ordinal) { [several.Slot] = choices } };
        return true;
    }

    public static void Store(EngineTurn turn, string name, AnswerEntry entry)
    {
        var instance = turn.Active!;
        turn.Active = instance with
        {
            Answers = new Dictionary<string, AnswerEntry>(instance.Answers, StringComparer.Ordinal) { [name] = entry },
            Parked = instance.Parked.ContainsKey(name) ? Without(instance.Parked, name) : instance.Parked,
            Doubts = instance.Doubts.ContainsKey(name) ? Without(instance.Doubts, name) : instance.Doubts,
            Confirmed = [],
            Candidates = [],
        };
    }

    public static void Drop(EngineTurn turn, DialogDefinition dialog, int slot)
    {
        var instance = turn.Active!;
        var name = dialog.Slots[slot].Name;
        turn.Active = instance with
        {
            Answers = Without(instance.Answers, name),
            Parked = instance.Parked.ContainsKey(name) ? Without(instance.Parked, name) : instance.Parked,
            Doubts = instance.Doubts.ContainsKey(name) ? Without(instance.Doubts, name) : instance.Doubts,
            Confirmed = [],
            Candidates = [],
            Left = [.. instance.Left.Where(id => dialog.StepIndex(id) is >= 0 and var at && dialog.Steps[at] is DialogStep.Collect collect && collect.Slot != slot)],
        };
        ClearAttempts(turn, dialog, slot);
    }

    /// <summary>The question on the screen; null at a read-back or when nothing is asked.</summary>
    public static DialogStep.Collect? OpenCollect(EngineTurn turn, DialogDefinition dialog) =>
        turn.Active?.Asked is { } asked && dialog.StepIndex(asked) is >= 0 and var at ? dialog.Steps[at] as DialogStep.Collect : null;

    public static bool Given(List<Command> form, string slot)
    {
        foreach (var command in form)
            if ((command is Command.Answer answer && answer.Slot == slot) || (command is Command.Correct { Value: not null } correct && correct.Slot == slot)) return true;
        return false;
    }

    /// <summary>Taken by an executed effect: all its collecting steps stand before the barrier.</summary>
    private static bool Consumed(DialogDefinition dialog, DialogInstance instance, WalkResult walk, int slot) =>
        walk.Barrier >= 0 && instance.Answers.ContainsKey(dialog.Slots[slot].Name) && dialog.LastCollect[slot] <= walk.Barrier;

    private static void ClearAttempts(EngineTurn turn, DialogDefinition dialog, int slot)
    {
        var instance = turn.Active!;
        if (instance.Attempts.Count == 0) return;
        var left = new Dictionary<string, int>(instance.Attempts, StringComparer.Ordinal);
        foreach (var step in dialog.Steps)
            if (step is DialogStep.Collect collect && collect.Slot == slot) left.Remove(collect.Id);
        turn.Active = instance with { Attempts = left };
    }

    public static Dictionary<string, T> Without<T>(IReadOnlyDictionary<string, T> entries, string name)
    {
        var left = new Dictionary<string, T>(entries, StringComparer.Ordinal);
        left.Remove(name);
        return left;
    }
}

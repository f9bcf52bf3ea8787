namespace ServiceBot.Domain.Dialogs;

/// <summary>
/// Derives where a conversation stands from the answers alone: walks the steps from the start, evaluates conditions against the answers met
/// on the way, and stops at the first open step. Steps up to the last executed effect are a barrier: they are not asked again.
/// </summary>
public static class PathWalker
{
    /// <summary>Most steps a walk takes; lint allows no dialog more.</summary>
    public const int MaxSteps = 250;

    /// <param name="scope">Empty; holds the answers on the path afterwards.</param>
    public static WalkResult Walk(DialogDefinition dialog, DialogInstance instance, ConditionScope scope)
    {
        var barrier = Barrier(dialog, instance);
        if (barrier == Orphan) return new WalkResult(-1, [], dialog.Steps.Count);
        List<int>? tells = null;
        var at = 0;
        for (var taken = 0; at < dialog.Steps.Count && taken < MaxSteps; taken++)
        {
            var step = dialog.Steps[at];
            if (at <= barrier)
            {
                if (step is DialogStep.Collect frozen && instance.Answers.TryGetValue(dialog.Slots[frozen.Slot].Name, out var kept)) scope.Live[frozen.Slot] = kept;
                at++;
                continue;
            }

            if (step.When is { } when && !when.IsTrue(scope))
            {
                at++;
                continue;
            }

            switch (step)
            {
                case DialogStep.Collect collect when scope.Live[collect.Slot] is null:
                    if (Pool(dialog.Slots[collect.Slot], instance) is { } entry && Holds(dialog.Slots[collect.Slot], collect.Slot, entry, scope))
                        scope.Live[collect.Slot] = entry;
                    else if (collect.OnFail.Kind == FailKind.Step && instance.Attempts.GetValueOrDefault(collect.Id) >= collect.Attempts)
                        at = collect.OnFail.Step - 1;
                    else if (collect.OnFail.Kind != FailKind.Leave || !Contains(instance.Left, collect.Id))
                        return new WalkResult(at, (IReadOnlyList<int>?)tells ?? [], barrier);
                    break;
                case DialogStep.Tell:
                    (tells ??= []).Add(at);
                    break;
                case DialogStep.Review when !Contains(instance.Confirmed, step.Id):
                case DialogStep.Act:
                    return new WalkResult(at, (IReadOnlyList<int>?)tells ?? [], barrier);
                case DialogStep.End end:
                    return new WalkResult(-1, (IReadOnlyList<int>?)tells ?? [], barrier) { Again = end.Again };
            }

            at++;
        }

        return new WalkResult(-1, (IReadOnlyList<int>?)tells ?? [], barrier);
    }

    /// <summary>Whether an answer may stand: its type and option still exist and no rule refuses it.</summary>
    /// <returns>Null when it holds; else the text id of the refusal.</returns>
    public static TextRef? Refusal(SlotDefinition slot, int index, AnswerEntry entry, ConditionScope scope)
    {
        if (slot.Rejects.Count == 0) return null;
        var before = scope.Live[index];
        scope.Live[index] = entry;
        foreach (var rule in slot.Rejects)
        {
            if (!rule.If.IsTrue(scope)) continue;
            scope.Live[index] = before;
            return rule.Say;
        }

        scope.Live[index] = before;
        return null;
    }

    private static bool Holds(SlotDefinition slot, int index, AnswerEntry entry, ConditionScope scope)
    {
        if (entry.Skipped) return slot.Spec.Optional;
        if (entry.Value.Type != slot.Spec.Type) return false;
        if (slot.Spec.Type == SlotType.Choice && !HasChoice(slot.Spec, entry.Value.Value)) return false;
        return Refusal(slot, index, entry, scope) is null;
    }

    private static bool HasChoice(SlotSpec spec, string id)
    {
        foreach (var choice in spec.Choices)
            if (choice.Id == id) return true;
        return false;
    }

    private static AnswerEntry? Pool(SlotDefinition slot, DialogInstance instance) =>
        instance.Answers.TryGetValue(slot.Name, out var entry) || instance.Parked.TryGetValue(slot.Name, out entry) ? entry : null;

    private const int Orphan = int.MaxValue;

    /// <summary>Index of the last executed effect; -1 before any; <see cref="Orphan"/> when an edit took an executed step away.</summary>
    private static int Barrier(DialogDefinition dialog, DialogInstance instance)
    {
        var barrier = -1;
        foreach (var key in instance.Effects.Keys)
        {
            if (key.Contains('.', StringComparison.Ordinal)) continue;
            var at = dialog.StepIndex(key);
            if (at < 0) return Orphan;
            barrier = Math.Max(barrier, at);
        }

        return barrier;
    }

    private static bool Contains(IReadOnlyList<string> ids, string id)
    {
        for (var at = 0; at < ids.Count; at++)
            if (ids[at] == id) return true;
        return false;
    }
}

/// <param name="Open">Index of the first open step; -1 at the end.</param>
/// <param name="Tells">Indexes of the <c>say</c> steps passed after the barrier, in order.</param>
/// <param name="Barrier">Index of the last executed effect; -1 before any.</param>
public sealed record WalkResult(int Open, IReadOnlyList<int> Tells, int Barrier)
{
    /// <summary>At an end to which she may come back: the slot that is asked again then; -1 for none.</summary>
    public int Again { get; init; } = -1;
}

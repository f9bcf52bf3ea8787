namespace ServiceBot.Domain.Dialogs;

/// <summary>Puts the open step into words: the question with its choices, or the read-back with its two buttons.</summary>
internal static class Questions
{
    public static void Ask(EngineTurn turn, DialogDefinition dialog, DialogInstance instance, DialogStep step, ConditionScope scope, bool brief)
    {
        if (step is DialogStep.Collect collect) Collect(turn, dialog.Slots[collect.Slot], instance, collect);
        else if (step is DialogStep.Review review) Review(turn, dialog, instance, review, scope, brief);
    }

    private static void Collect(EngineTurn turn, SlotDefinition slot, DialogInstance instance, DialogStep.Collect collect)
    {
        if (instance.Candidates.Count > 0)
        {
            Candidates(turn, slot, instance.Candidates);
            return;
        }

        var choices = Choices(turn, slot);
        var own = choices.Count;
        if (slot.Spec.Optional)
        {
            var extra = new List<LabelledCommand>();
            foreach (var choice in turn.Book.Pattern(PatternIds.Optional).Choices) extra.Add(new LabelledCommand(choice.Label.In(turn.Locale), choice.Command));
            if (turn.Buttons(extra, own) is { } buttons) choices.AddRange(buttons);
        }
        else
        {
            turn.ShowMenu([], own);
        }

        turn.Text(collect.Ask, null, choices.Count == 0 ? null : choices);
    }

    /// <summary>Several values fit, or one that is in doubt: it is read back, and the way to say it again stands beside it.</summary>
    private static void Candidates(EngineTurn turn, SlotDefinition slot, IReadOnlyList<SlotValue> candidates)
    {
        var pattern = turn.Book.Pattern(candidates.Count == 1 ? PatternIds.ConfirmValue : PatternIds.WhichValue);
        var picks = new List<SayChoice>(candidates.Count + 1);
        foreach (var candidate in candidates) picks.Add(new SayChoice(candidate.Shown, candidate.Shown));
        var extra = new List<LabelledCommand>(pattern.Choices.Count);
        foreach (var choice in pattern.Choices) extra.Add(new LabelledCommand(choice.Label.In(turn.Locale), choice.Command));
        if (turn.Buttons(extra, picks.Count) is { } buttons) picks.AddRange(buttons);
        else turn.ShowMenu([], picks.Count);
        var label = Label(slot, turn.Locale);
        label["value"] = candidates[0].Shown;
        turn.Text(pattern.Say[0], label, picks);
    }

    private static List<SayChoice> Choices(EngineTurn turn, SlotDefinition slot)
    {
        var choices = new List<SayChoice>(slot.Spec.Choices.Count + 1);
        foreach (var choice in slot.Spec.Choices)
        {
            var label = TextValues.LabelOf(choice, turn.Locale);
            choices.Add(new SayChoice(label, label));
        }

        if (slot.ShareProfile && turn.Profile.TryGetValue(slot.Name, out var known)) choices.Add(new SayChoice(known.Shown, known.Shown));
        return choices;
    }

    private static void Review(EngineTurn turn, DialogDefinition dialog, DialogInstance instance, DialogStep.Review review, ConditionScope scope, bool brief)
    {
        if (!brief) ReadBack(turn, dialog, instance, review, scope);
        var buttons = new List<SayChoice>(2);
        foreach (var choice in turn.Book.ReviewSpec.Choices)
        {
            var label = TextValues.LabelOf(choice, turn.Locale);
            buttons.Add(new SayChoice(label, label));
        }

        turn.ShowMenu([], buttons.Count);
        turn.Text(review.Confirm, null, buttons);
    }

    private static void ReadBack(EngineTurn turn, DialogDefinition dialog, DialogInstance instance, DialogStep.Review review, ConditionScope scope)
    {
        var lines = new List<SayLine>(review.Slots.Count);
        foreach (var at in review.Slots)
            if (scope.Live[at] is { Skipped: false } entry)
                lines.Add(new SayLine(dialog.Slots[at].Label.In(turn.Locale), TextValues.Shown(dialog.Slots[at], entry, turn.Locale)));
            else if (dialog.IsLeft(instance, at))
                lines.Add(new SayLine(dialog.Slots[at].Label.In(turn.Locale), "", IsLeft: true));
        turn.Text(review.Text, null, null, lines);
        if (review.Extra is { } extra) turn.Text(extra);
    }

    public static Dictionary<string, string> Label(SlotDefinition slot, string locale) => new(StringComparer.Ordinal)
    {
        ["label"] = slot.Label.In(locale),
        ["example"] = slot.Example?.In(locale) ?? "",
    };
}

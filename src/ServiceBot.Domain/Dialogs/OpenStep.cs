namespace ServiceBot.Domain.Dialogs;

/// <summary>Walks to the first open step, does what is due on the way, and asks.</summary>
internal static class OpenStep
{
    /// <param name="remind">She was somewhere else for a moment: one line before the question.</param>
    /// <param name="brief">The read-back stands right above: its question alone is asked again.</param>
    public static void Advance(EngineTurn turn, bool remind, bool brief = false)
    {
        for (var taken = 0; taken <= PathWalker.MaxSteps; taken++)
        {
            if (turn.Active is null || turn.Dialog is not { } dialog) return;
            if (!StartRules.HasSubject(turn, dialog, turn.Active)) return;
            var instance = Renewed(turn, dialog, turn.Active);
            var (walk, scope) = Derive(turn, dialog, instance);
            instance = Tell(turn, dialog, Partition(dialog, instance, walk, scope), walk);
            turn.Active = instance;
            if (walk is { Open: < 0, Again: >= 0 and var again })
            {
                KeepFor(turn, dialog, instance, again);
                return;
            }

            if (walk.Open < 0)
            {
                Finish(turn, dialog, instance);
                return;
            }

            if (dialog.Steps[walk.Open] is DialogStep.Act act)
            {
                if (Execute(turn, dialog, instance, act, scope)) continue;
                return;
            }

            turn.Active = Asking(dialog, instance, dialog.Steps[walk.Open]);
            if (turn.AwaitsPerson)
            {
                if (!turn.HasSaid) RepairRules.HandOver(turn, PatternIds.HumanPromised, RepairRules.Asked);
                return;
            }

            if (remind) turn.Pattern(PatternIds.Reminder);
            Questions.Ask(turn, dialog, turn.Active, dialog.Steps[walk.Open], scope, brief && instance.Asked == dialog.Steps[walk.Open].Id);
            return;
        }
    }

    /// <summary>With what is to be picked from on the screen: what fits equally well, or what she has said already and was not sure.</summary>
    private static DialogInstance Asking(DialogDefinition dialog, DialogInstance instance, DialogStep step)
    {
        var candidates = instance.Asked == step.Id ? instance.Candidates : [];
        if (instance.Asked != step.Id) instance = instance with { Tried = null };
        if (candidates.Count > 0 || step is not DialogStep.Collect collect || !instance.Doubts.TryGetValue(dialog.Slots[collect.Slot].Name, out var doubts))
            return instance with { Asked = step.Id, Candidates = candidates };
        return instance with { Asked = step.Id, Candidates = doubts, Doubts = Answers.Without(instance.Doubts, dialog.Slots[collect.Slot].Name) };
    }

    public static (WalkResult Walk, ConditionScope Scope) Derive(EngineTurn turn, DialogDefinition dialog, DialogInstance instance)
    {
        var scope = new ConditionScope(dialog.Slots.Count)
        {
            Subject = turn.Subject(instance, dialog),
            Today = turn.Context.Today,
            Sms = turn.Context.Sms,
        };
        return (PathWalker.Walk(dialog, instance, scope), scope);
    }

    /// <summary>Answers on the path or not yet reached stay; those whose step fell off the path are parked; they come back with it.</summary>
    public static DialogInstance Partition(DialogDefinition dialog, DialogInstance instance, WalkResult walk, ConditionScope scope)
    {
        Dictionary<string, AnswerEntry>? answers = null, parked = null;
        foreach (var (name, entry) in instance.Answers)
        {
            if (Belongs(dialog, name, entry, walk, scope)) continue;
            (answers ??= Copy(instance.Answers)).Remove(name);
            (parked ??= Copy(instance.Parked))[name] = entry;
        }

        foreach (var (name, entry) in instance.Parked)
        {
            if (instance.Answers.ContainsKey(name) || !Belongs(dialog, name, entry, walk, scope)) continue;
            (answers ??= Copy(instance.Answers))[name] = entry;
            (parked ??= Copy(instance.Parked)).Remove(name);
        }

        return answers is null && parked is null ? instance : instance with { Answers = answers ?? instance.Answers, Parked = parked ?? instance.Parked };
    }

    private static bool Belongs(DialogDefinition dialog, string name, AnswerEntry entry, WalkResult walk, ConditionScope scope)
    {
        var slot = dialog.SlotIndex(name);
        return slot >= 0 && (ReferenceEquals(scope.Live[slot], entry) || (scope.Live[slot] is null && dialog.LastCollect[slot] > walk.Open && walk.Open >= 0));
    }

    /// <summary>The dialog was edited while she was away: said once, and only what is missing is asked.</summary>
    private static DialogInstance Renewed(EngineTurn turn, DialogDefinition dialog, DialogInstance instance)
    {
        if (instance.Version == dialog.Version) return instance;
        turn.Pattern(PatternIds.Edited);
        return instance with { Version = dialog.Version, Confirmed = [] };
    }

    private static DialogInstance Tell(EngineTurn turn, DialogDefinition dialog, DialogInstance instance, WalkResult walk)
    {
        List<string>? told = null;
        foreach (var at in walk.Tells)
        {
            var step = (DialogStep.Tell)dialog.Steps[at];
            if (Contains(told ?? instance.Told, step.Id)) continue;
            turn.Text(step.Text, about: instance);
            (told ??= [.. instance.Told]).Add(step.Id);
        }

        return told is null ? instance : instance with { Told = told };
    }

    /// <returns>False when it could not be done: the reason was said and the turn is over.</returns>
    private static bool Execute(EngineTurn turn, DialogDefinition dialog, DialogInstance instance, DialogStep.Act act, ConditionScope scope)
    {
        var with = new Dictionary<string, string>(act.With.Count, StringComparer.Ordinal);
        foreach (var parameter in act.With) with[parameter.Name] = Filled(turn, instance, parameter.Template);
        var result = turn.Actions.Execute(act.Action, $"{instance.Id}/{act.Id}", Consumed(dialog, instance, scope), with);
        if (result.Refused is { } refused)
        {
            turn.Active = instance with { Confirmed = [] };
            turn.Text(new TextRef(refused), new Dictionary<string, string>(result.Values, StringComparer.Ordinal));
            turn.Closed = true;
            return false;
        }

        var effects = new Dictionary<string, string>(instance.Effects, StringComparer.Ordinal) { [act.Id] = "" };
        foreach (var (name, value) in result.Values) effects[$"{act.Id}.{name}"] = value;
        turn.Active = instance with { Effects = effects };
        return true;
    }

    /// <summary>An effect sees only the answers on the path.</summary>
    private static DialogInstance Consumed(DialogDefinition dialog, DialogInstance instance, ConditionScope scope)
    {
        var live = new Dictionary<string, AnswerEntry>(StringComparer.Ordinal);
        for (var at = 0; at < dialog.Slots.Count; at++)
            if (scope.Live[at] is { Skipped: false } entry) live[dialog.Slots[at].Name] = entry;
        return instance with { Answers = live };
    }

    private static string Filled(EngineTurn turn, DialogInstance instance, string template)
    {
        var open = template.IndexOf("{{", StringComparison.Ordinal);
        while (open >= 0)
        {
            var close = template.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0) break;
            var value = TextValues.Find(turn, template[(open + 2)..close].Trim(), instance) ?? "";
            template = string.Concat(template.AsSpan(0, open), value, template.AsSpan(close + 2));
            open = template.IndexOf("{{", open + value.Length, StringComparison.Ordinal);
        }

        return template;
    }

    private static void Finish(EngineTurn turn, DialogDefinition dialog, DialogInstance instance)
    {
        turn.Active = null;
        turn.Drafts.RemoveAll(draft => draft.Id == instance.Id);
        if (instance.Effects.Count > 0)
        {
            turn.Finished = instance with { Asked = null, Candidates = [], Parked = new Dictionary<string, AnswerEntry>() };
            Remember(turn, dialog, instance);
        }

        if (dialog.On != DialogEntry.Command) return;
        if (turn.Drafts.Count > 0) turn.Pattern(PatternIds.DraftWaiting, about: turn.Drafts[0]);
        // A second press of the yes button shows the case instead of "I did not understand".
        else if (instance.Confirmed.Count > 0)
            turn.ShowMenu([new LabelledCommand(TextValues.LabelOf(turn.Book.ReviewSpec.Choices[0], turn.Locale), new Command.Status())], 0);
    }

    /// <summary>She has to settle something first; what she has told waits for her, and what was said to that end may be said again.</summary>
    private static void KeepFor(EngineTurn turn, DialogDefinition dialog, DialogInstance instance, int again)
    {
        turn.Active = instance with
        {
            Asked = null,
            Answers = Answers.Without(instance.Answers, dialog.Slots[again].Name),
            Told = [.. instance.Told.Where(id => dialog.StepIndex(id) < dialog.LastCollect[again])],
        };
        turn.KeepDraft();
    }

    private static void Remember(EngineTurn turn, DialogDefinition dialog, DialogInstance instance)
    {
        Dictionary<string, SlotValue>? profile = null;
        foreach (var slot in dialog.Slots)
            if (slot.ShareProfile && instance.Answers.TryGetValue(slot.Name, out var entry) && !entry.Skipped)
                (profile ??= new Dictionary<string, SlotValue>(turn.Profile, StringComparer.Ordinal))[slot.Name] = entry.Value;
        if (profile is not null) turn.Profile = profile;
    }

    private static Dictionary<string, AnswerEntry> Copy(IReadOnlyDictionary<string, AnswerEntry> entries) => new(entries, StringComparer.Ordinal);

    private static bool Contains(IReadOnlyList<string> ids, string id)
    {
        for (var at = 0; at < ids.Count; at++)
            if (ids[at] == id) return true;
        return false;
    }
}

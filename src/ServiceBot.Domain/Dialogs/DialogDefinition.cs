using System.Collections.Frozen;

namespace ServiceBot.Domain.Dialogs;

/// <summary>One dialog as read from <c>dialogs/*.yml</c>: typed, checked, with compiled conditions. Immutable and shared by all conversations.</summary>
public sealed class DialogDefinition
{
    private readonly FrozenDictionary<string, int> _slotIndex;
    private readonly FrozenDictionary<string, int> _stepIndex;

    public DialogDefinition(string id, LocalText title, string version, IReadOnlyList<SlotDefinition> slots, IReadOnlyList<DialogStep> steps)
    {
        Id = id;
        Title = title;
        Version = version;
        Slots = slots;
        Steps = steps;
        Specs = [.. slots.Select(slot => slot.Spec)];
        _slotIndex = Index(slots.Select(slot => slot.Name));
        _stepIndex = Index(steps.Select(step => step.Id));
        LastCollect = new int[slots.Count];
        Array.Fill(LastCollect, -1);
        for (var at = 0; at < steps.Count; at++)
            if (steps[at] is DialogStep.Collect collect) LastCollect[collect.Slot] = at;
    }

    public string Id { get; }
    public LocalText Title { get; }
    /// <summary>Hash of the file: differs after an edit.</summary>
    public string Version { get; }
    public IReadOnlyList<SlotDefinition> Slots { get; }
    public IReadOnlyList<DialogStep> Steps { get; }
    /// <summary>The slots as understanding sees them.</summary>
    public IReadOnlyList<SlotSpec> Specs { get; }
    public SubjectKind Subject { get; init; }
    /// <summary>When it starts by itself.</summary>
    public DialogEntry On { get; init; }
    /// <summary>Any other business leaves it without a word and without a draft: a rating is never forced.</summary>
    public bool Voluntary { get; init; }

    /// <summary>Index of the last step that collects the slot; -1 for none.</summary>
    internal int[] LastCollect { get; }

    /// <summary>The slot that is asked first; null where nothing is asked.</summary>
    public SlotSpec? First => Steps.OfType<DialogStep.Collect>().FirstOrDefault() is { } collect ? Specs[collect.Slot] : null;

    /// <summary>What she could not answer and the form goes on without, in the order of the slots.</summary>
    public IEnumerable<SlotDefinition> LeftIn(DialogInstance instance) => Slots.Where((slot, at) => IsLeft(instance, at));

    internal bool IsLeft(DialogInstance instance, int slot) => instance.Left.Count > 0 && !instance.Answers.ContainsKey(Slots[slot].Name)
        && Steps.Any(step => step is DialogStep.Collect { OnFail.Kind: FailKind.Leave } collect && collect.Slot == slot && instance.Left.Contains(step.Id));

    public int SlotIndex(string name) => _slotIndex.GetValueOrDefault(name, -1);

    public int StepIndex(string id) => _stepIndex.GetValueOrDefault(id, -1);

    /// <summary>Of two with the same name the first counts; lint has said so.</summary>
    private static FrozenDictionary<string, int> Index(IEnumerable<string> names)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in names.Select((name, at) => (name, at))) index.TryAdd(name.name, name.at);
        return index.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

/// <summary>Started by a command only; by what nobody understood; by every message (an echo).</summary>
public enum DialogEntry { Command, Unknown, Message }

/// <summary>A typed question's answer: one definition, whichever step asks for it.</summary>
public sealed record SlotDefinition
{
    public required SlotSpec Spec { get; init; }
    public required LocalText Label { get; init; }
    /// <summary>What a good answer looks like: 138 0013 8000.</summary>
    public LocalText? Example { get; init; }
    /// <summary>Kept after a finished dialog and offered, never filled in, in the next one.</summary>
    public bool ShareProfile { get; init; }
    /// <summary>In order; the first that is true refuses the answer.</summary>
    public IReadOnlyList<RejectRule> Rejects { get; init; } = [];

    public string Name => Spec.Name;
}

/// <param name="If">True refuses the answer.</param>
/// <param name="Say">Why.</param>
public sealed record RejectRule(Condition If, TextRef Say);

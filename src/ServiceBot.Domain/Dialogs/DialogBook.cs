using System.Collections.Frozen;

namespace ServiceBot.Domain.Dialogs;

/// <summary>All dialogs and patterns of a service, loaded and linted once at start.</summary>
public sealed class DialogBook
{
    private readonly FrozenDictionary<string, DialogDefinition> _dialogs;
    private readonly FrozenDictionary<string, PatternDefinition> _patterns;

    /// <param name="yes">Button below every read-back; id <c>true</c>.</param>
    /// <param name="no">The other one; id <c>false</c>.</param>
    public DialogBook(IEnumerable<DialogDefinition> dialogs, IEnumerable<PatternDefinition> patterns, SlotChoice yes, SlotChoice no)
    {
        ReviewSpec = new SlotSpec(Expectation.ReviewSlot, SlotType.YesNo, [], [yes, no]);
        _dialogs = dialogs.ToFrozenDictionary(dialog => dialog.Id, StringComparer.Ordinal);
        _patterns = patterns.ToFrozenDictionary(pattern => pattern.Id, StringComparer.Ordinal);
        Forms = _dialogs.Values.ToFrozenDictionary(dialog => dialog.Id, dialog => new FormSlots(dialog.First, dialog.Specs), StringComparer.Ordinal);
        OnUnknown = _dialogs.Values.FirstOrDefault(dialog => dialog.On == DialogEntry.Unknown);
        OnMessage = _dialogs.Values.FirstOrDefault(dialog => dialog.On == DialogEntry.Message);
    }

    /// <summary>What is open at a read-back.</summary>
    public SlotSpec ReviewSpec { get; }
    public IEnumerable<DialogDefinition> Dialogs => _dialogs.Values;
    /// <summary>What each dialog asks, by its id.</summary>
    public IReadOnlyDictionary<string, FormSlots> Forms { get; }
    public IEnumerable<PatternDefinition> Patterns => _patterns.Values;
    /// <summary>Takes what nobody understood, instead of the three stages of repair.</summary>
    public DialogDefinition? OnUnknown { get; }
    /// <summary>Takes every message while no dialog is active: an echo.</summary>
    public DialogDefinition? OnMessage { get; }

    public DialogDefinition? Find(string id) => _dialogs.GetValueOrDefault(id);

    /// <summary>The pattern's own definition, or one that says the text of the same id.</summary>
    public PatternDefinition Pattern(string id) => _patterns.GetValueOrDefault(id) ?? new PatternDefinition(id, [new TextRef(id)], [], PatternThen.Ask);

    /// <summary>True for a pattern that a command may start by name.</summary>
    public bool HasPattern(string id) => _patterns.ContainsKey(id);
}

/// <summary>How a conversation is repaired: a few texts, buttons, and what comes then. <c>dialogs/patterns/*.yml</c>.</summary>
public sealed record PatternDefinition(string Id, IReadOnlyList<TextRef> Say, IReadOnlyList<PatternChoice> Choices, PatternThen Then);

/// <summary>A button and the command behind it.</summary>
public sealed record PatternChoice(LocalText Label, Command Command);

/// <summary>Ask the open question again; say nothing more; show the menu; hand over to a person.</summary>
public enum PatternThen { Ask, Stop, Menu, Handoff }

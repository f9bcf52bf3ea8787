namespace ServiceBot.Domain.Dialogs;

/// <summary>What the engine is waiting for: the only thing understanding needs to know of a dialog.</summary>
public sealed record Expectation
{
    /// <summary>
    /// Name of <see cref="Open"/> while a read-back is on the screen: a yes/no slot whose choices are the two buttons. Yes is
    /// <c>Answer(ReviewSlot, true)</c>, "no, something is wrong" is <c>Answer(ReviewSlot, false)</c>; a correction said at once is <c>Correct</c>.
    /// </summary>
    public const string ReviewSlot = "_review";

    /// <summary>The open question's slot; null when nothing is asked.</summary>
    public SlotSpec? Open { get; init; }
    /// <summary>All slots of the active dialog (of the one just finished when none is active): for corrections, several answers in one message, late answers.</summary>
    public IReadOnlyList<SlotSpec> Slots { get; init; } = [];
    /// <summary>Names of the slots that have an answer already.</summary>
    public IReadOnlySet<string> Answered { get; init; } = new HashSet<string>();
    /// <summary>The read-back is on the screen: yes creates the case, no asks what to change.</summary>
    public bool AtReview { get; init; }
    /// <summary>Candidates on the screen: a number or a name picks one for <see cref="Open"/>.</summary>
    public IReadOnlyList<SlotValue> Candidates { get; init; } = [];
    /// <summary>What she gave before for <see cref="Open"/> and is offered again, as the last of its choices; null: nothing is offered.</summary>
    public SlotValue? Known { get; init; }
    public IReadOnlyList<LabelledCommand> Menu { get; init; } = [];
    /// <summary>
    /// The first entry of <see cref="Menu"/> has the number <c>MenuOffset + 1</c>; smaller numbers mean <see cref="Candidates"/> or the choices
    /// of <see cref="Open"/>. 0 with a menu: the menu alone is on the screen and every number means it.
    /// </summary>
    public int MenuOffset { get; init; }
    /// <summary>She was asked which item (or case) it is about: a bare name of an item should become <c>Start</c> with that item.</summary>
    public bool AwaitingSubject { get; init; }
    /// <summary>Dialog that waits for its subject, for the <c>Start</c>; null when none does.</summary>
    public string? AwaitingDialog { get; init; }
    /// <summary>What a dialog that this message may begin would ask, by the dialog's id.</summary>
    public IReadOnlyDictionary<string, FormSlots> Forms { get; init; } = new Dictionary<string, FormSlots>();
    /// <summary>What she said to <see cref="Open"/> before and was no answer yet; null: nothing.</summary>
    public string? Tried { get; init; }
    /// <summary>Her own words so far in this form, for what agrees or disagrees with them: 属猪的 with the ID number two questions later. Empty: none.</summary>
    public string Told { get; init; } = "";
    /// <summary><see cref="Open"/> waits for a person who was promised to her: who says something else is not asked again.</summary>
    public bool AwaitsPerson { get; init; }
    public bool HasDrafts { get; init; }
    /// <summary>She was just asked for a link code.</summary>
    public bool AwaitsLinkCode { get; init; }
    public string? FocusItem { get; init; }
    public IReadOnlyList<CatalogField> FocusFields { get; init; } = [];
}

/// <param name="First">Asked first; null where nothing is asked.</param>
/// <param name="Slots">All.</param>
public sealed record FormSlots(SlotSpec? First, IReadOnlyList<SlotSpec> Slots);

/// <param name="Name">Slot name in the dialog.</param>
/// <param name="Type">Kind.</param>
/// <param name="Labels">How people call it, both languages: 电话, 手机号, phone. Used for "电话错了，改成…".</param>
/// <param name="Choices">Options of a choice or of a yes/no (ids <c>true</c>, <c>false</c>): id and all the words that mean it; the first label of the locale is shown.</param>
/// <param name="Optional">May be skipped.</param>
/// <param name="Max">Longest text in UTF-16 units; 0 the default of the type.</param>
public sealed record SlotSpec(
    string Name,
    SlotType Type,
    IReadOnlyList<string> Labels,
    IReadOnlyList<SlotChoice> Choices,
    bool Optional = false,
    int Max = 0)
{
    /// <summary>
    /// A day may be answered without one ("随时都行", "开春以后"): her own words are kept, as <see cref="SlotValue.Display"/> of an empty value that no
    /// condition knows, and read back.
    /// </summary>
    public bool Loose { get; init; }
}

/// <param name="Id">Canonical value.</param>
/// <param name="Label">Shown, Chinese.</param>
/// <param name="LabelEn">Shown, English.</param>
/// <param name="Synonyms">Further words that mean it.</param>
public sealed record SlotChoice(string Id, string Label, string? LabelEn, IReadOnlyList<string> Synonyms)
{
    /// <summary>Words that mean it where they are said in the answer to another slot: who has it done for 我妈 is her child.</summary>
    public IReadOnlyList<string> Overheard { get; init; } = [];
}

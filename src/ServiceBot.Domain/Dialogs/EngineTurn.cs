namespace ServiceBot.Domain.Dialogs;

/// <summary>The table one turn works on: the state while it changes, and what has been said so far.</summary>
internal sealed class EngineTurn(DialogBook book, ConversationState state, TurnContext context, IDialogActions actions)
{
    private readonly List<Say> _says = [];
    private readonly List<LabelledCommand> _menu = [];
    private bool _keepMenu;
    private int _menuOffset;
    private DialogInstance? _active = state.Active;

    public DialogBook Book => book;
    public TurnContext Context => context;
    public IDialogActions Actions => actions;
    public string Locale { get; set; } = state.Locale;
    public List<DialogInstance> Drafts { get; } = [.. state.Drafts];
    public int Misses { get; set; } = state.Misses;
    public string? FocusItem { get; set; } = state.FocusItem;
    public IReadOnlyList<CatalogField> FocusFields { get; set; } = state.FocusFields;
    public ConversationOwner Owner { get; set; } = state.Owner;
    public DateTimeOffset? PersonBy { get; set; } = state.PersonBy;
    /// <summary>Somebody gets in touch later.</summary>
    public bool IsPromised => PersonBy is { } by && context.Now < by;
    /// <summary>The open question is one that she could not answer: it waits for who was promised.</summary>
    public bool AwaitsPerson => IsPromised && _active is { Asked: { } asked, Left: var left } && left.Contains(asked);
    public bool HasSaid => _says.Count > 0;
    public bool OptedOut { get; set; } = state.OptedOut;
    public IReadOnlyDictionary<string, SlotValue> Profile { get; set; } = state.Profile;
    public DialogInstance? Finished { get; set; } = state.Finished;
    public bool Noticed { get; set; } = state.Noticed;
    public bool LinkAsked { get; set; }
    /// <summary>Everything for this turn has been said: no question follows.</summary>
    public bool Closed { get; set; }

    public DialogInstance? Active
    {
        get => _active;
        set
        {
            _active = value;
            Dialog = value is null ? null : book.Find(value.Dialog);
        }
    }

    /// <summary>Definition of <see cref="Active"/>; null when it was taken out of the folder.</summary>
    public DialogDefinition? Dialog { get; private set; } = state.Active is null ? null : book.Find(state.Active.Dialog);

    public SubjectFacts? Subject(DialogInstance instance, DialogDefinition dialog) =>
        instance.Item is { } code && dialog.Subject != SubjectKind.None ? context.Facts.Find(dialog.Subject, code) : null;

    public void Say(Say say) => _says.Add(say);

    /// <summary>Says a text of the active dialog or of a pattern with the values it names.</summary>
    public void Text(
        TextRef text,
        IReadOnlyDictionary<string, string>? extra = null,
        IReadOnlyList<SayChoice>? choices = null,
        IReadOnlyList<SayLine>? lines = null,
        DialogInstance? about = null)
    {
        var instance = about ?? Active;
        _says.Add(new Say.Text(text.Id, TextValues.Of(this, text, instance, extra), choices, lines, instance?.Item ?? FocusItem));
    }

    /// <summary>Says a pattern: its texts, and its buttons after the last of them.</summary>
    public void Pattern(string id, IReadOnlyDictionary<string, string>? extra = null, DialogInstance? about = null, IReadOnlyList<LabelledCommand>? choices = null)
    {
        var pattern = book.Pattern(id);
        var buttons = new List<LabelledCommand>(choices ?? []);
        foreach (var choice in pattern.Choices) buttons.Add(new LabelledCommand(choice.Label.In(Locale), choice.Command));
        for (var at = 0; at < pattern.Say.Count; at++)
            Text(pattern.Say[at], extra, at == pattern.Say.Count - 1 ? Buttons(buttons, 0) : null, null, about);
        if (pattern.Then == PatternThen.Stop) Closed = true;
    }

    /// <summary>Puts commands behind buttons; <paramref name="after"/> other choices stand before them in the same message.</summary>
    public IReadOnlyList<SayChoice>? Buttons(IReadOnlyList<LabelledCommand> commands, int after)
    {
        if (commands.Count == 0) return null;
        ShowMenu(commands, after);
        var choices = new SayChoice[commands.Count];
        for (var at = 0; at < choices.Length; at++) choices[at] = new SayChoice(commands[at].Label, commands[at].Label);
        return choices;
    }

    /// <summary>What numbers and labels mean from now on. The last thing on the screen counts.</summary>
    public void ShowMenu(IReadOnlyList<LabelledCommand> commands, int after)
    {
        _menu.Clear();
        _menu.AddRange(commands);
        _menuOffset = after;
    }

    /// <summary>The screen did not change.</summary>
    public void KeepMenu() => _keepMenu = true;

    public void DropActive() => Active = null;

    /// <summary>Puts the active dialog aside, when she has told us anything in it.</summary>
    /// <returns>True when there is a draft now.</returns>
    public bool KeepDraft()
    {
        var instance = Active;
        Active = null;
        if (instance is null || instance.Answers.Count == 0) return false;
        Drafts.RemoveAll(draft => draft.Id == instance.Id);
        Drafts.Insert(0, instance with { Candidates = [] });
        if (Drafts.Count > ConversationState.MaxDrafts) Drafts.RemoveRange(ConversationState.MaxDrafts, Drafts.Count - ConversationState.MaxDrafts);
        return true;
    }

    public Decision Decide() => new(
        state with
        {
            Locale = Locale,
            Active = Active,
            Drafts = Drafts.Count == 0 ? [] : Drafts,
            Misses = Misses,
            FocusItem = FocusItem,
            FocusFields = FocusFields,
            Menu = _keepMenu ? state.Menu : _menu.Count == 0 ? [] : _menu,
            MenuOffset = _keepMenu ? state.MenuOffset : _menuOffset,
            Owner = Owner,
            PersonBy = PersonBy,
            OptedOut = OptedOut,
            Profile = Profile,
            Finished = Finished,
            Noticed = Noticed,
            LinkAsked = LinkAsked || (_keepMenu && state.LinkAsked),
        },
        _says);
}

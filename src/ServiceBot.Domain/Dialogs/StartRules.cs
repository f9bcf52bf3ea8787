namespace ServiceBot.Domain.Dialogs;

/// <summary>Starts dialogs, finds out what they are about, keeps what they displace.</summary>
internal static class StartRules
{
    /// <summary>Stands in <see cref="DialogInstance.Asked"/> while she is asked which item or case.</summary>
    public const string SubjectStep = "_subject";

    /// <returns>False when nothing more is to be done in this turn.</returns>
    public static bool Start(EngineTurn turn, Command.Start start)
    {
        var dialog = Effective(turn, start);
        var active = turn.Active;
        if (active is not null && active.Dialog == dialog.Id)
        {
            if (start.Item is null || start.Item == active.Item)
            {
                turn.Active = Afresh(active);
                return true;
            }

            if (active.Asked == SubjectStep)
            {
                turn.Active = active with { Item = start.Item, Asked = null };
                return true;
            }
        }

        // 撤回 with nothing to withdraw, in the middle of a form: she wants out of it.
        if (active is not null && dialog.Subject == SubjectKind.Case && start.Item is null && turn.Context.Facts.Offer(SubjectKind.Case).Count == 0)
        {
            LeaveRules.Apply(turn, new Command.Cancel());
            return false;
        }

        var draft = start.Item is null ? null : turn.Drafts.Find(kept => kept.Dialog == dialog.Id && kept.Item == start.Item);
        if (active is not null && turn.KeepDraft()) turn.Pattern(PatternIds.KeptAsDraft, about: active);
        if (draft is not null) Reopen(turn, draft);
        else Begin(turn, dialog, start.Item);
        return true;
    }

    /// <summary>"Which item?" answered by a bare name is a choice, not a question.</summary>
    public static void PickSubject(EngineTurn turn, Sorted list)
    {
        if (turn.Active is not { Asked: SubjectStep } active || list.Start is not null) return;
        var at = list.Passing.FindIndex(command => command is Command.Ask { Item: not null, Fields: null or { Count: 0 } });
        if (at < 0) return;
        list.Start = new Command.Start(active.Dialog, ((Command.Ask)list.Passing[at]).Item);
        list.Passing.RemoveAt(at);
    }

    public static void Begin(EngineTurn turn, DialogDefinition dialog, string? item)
    {
        turn.Active = new DialogInstance
        {
            Id = turn.Context.NewInstanceId,
            Dialog = dialog.Id,
            Version = dialog.Version,
            Item = item,
            StartedAt = turn.Context.Now,
        };
        if (item is not null && dialog.Subject == SubjectKind.Item) turn.FocusItem = item;
    }

    /// <summary>Takes a draft up again, with fresh attempts.</summary>
    public static void Reopen(EngineTurn turn, DialogInstance draft)
    {
        turn.Drafts.RemoveAll(kept => kept.Id == draft.Id);
        turn.Active = Afresh(draft) with { Attempts = new Dictionary<string, int>(), Candidates = [] };
        turn.Pattern(PatternIds.Resumed);
    }

    /// <summary>She wants to go on herself: the question that waits for a person is asked again.</summary>
    public static DialogInstance Afresh(DialogInstance instance) => instance with { Tried = null, Left = [.. instance.Left.Where(id => id != instance.Asked)] };

    /// <summary>Makes sure that the dialog knows its item or case: asks for it, or ends the dialog where there is none.</summary>
    /// <returns>False when the turn ends here.</returns>
    public static bool HasSubject(EngineTurn turn, DialogDefinition dialog, DialogInstance instance)
    {
        if (dialog.Subject == SubjectKind.None) return true;
        if (instance.Item is { } code) return turn.Context.Facts.Find(dialog.Subject, code) is not null || Gone(turn, dialog);

        var offers = turn.Context.Facts.Offer(dialog.Subject);
        if (dialog.Subject == SubjectKind.Case)
        {
            if (offers.Count == 0) return Gone(turn, dialog);
            if (offers.Count == 1)
            {
                turn.Active = instance with { Item = offers[0].Code };
                return true;
            }
        }

        turn.Active = instance with { Asked = SubjectStep };
        turn.Pattern(dialog.Subject == SubjectKind.Case ? PatternIds.WhichCase : PatternIds.WhichItem, choices: Offers(turn, dialog, offers));
        return false;
    }

    /// <summary>Two cases of one item have one title: the number tells them apart, and a pressed label means one of them.</summary>
    private static string Label(EngineTurn turn, DialogDefinition dialog, SubjectFacts offer) =>
        dialog.Subject == SubjectKind.Case ? $"{offer.TitleIn(turn.Locale)} {offer.Code}" : offer.TitleIn(turn.Locale);

    private static List<LabelledCommand> Offers(EngineTurn turn, DialogDefinition dialog, IReadOnlyList<SubjectFacts> offers)
    {
        var choices = new List<LabelledCommand>(offers.Count + 1);
        if (dialog.Subject == SubjectKind.Item && turn.FocusItem is { } focus && turn.Context.Facts.Find(SubjectKind.Item, focus) is { } last)
            choices.Add(new LabelledCommand(Label(turn, dialog, last), new Command.Start(dialog.Id, last.Code)));
        foreach (var offer in offers)
            if (offer.Code != turn.FocusItem || choices.Count == 0)
                choices.Add(new LabelledCommand(Label(turn, dialog, offer), new Command.Start(dialog.Id, offer.Code)));
        return choices;
    }

    private static bool Gone(EngineTurn turn, DialogDefinition dialog)
    {
        turn.DropActive();
        turn.Pattern(dialog.Subject == SubjectKind.Case ? PatternIds.NoCase : PatternIds.ItemGone);
        turn.Closed = true;
        return false;
    }

    /// <summary>An item may have its own dialog.</summary>
    private static DialogDefinition Effective(EngineTurn turn, Command.Start start)
    {
        var dialog = turn.Book.Find(start.Dialog)!;
        if (dialog.Subject != SubjectKind.Item || start.Item is null) return dialog;
        var own = turn.Context.Facts.Find(SubjectKind.Item, start.Item)?.Dialog;
        return own is null ? dialog : turn.Book.Find(own) ?? dialog;
    }
}

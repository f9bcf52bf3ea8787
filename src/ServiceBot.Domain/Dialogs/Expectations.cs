namespace ServiceBot.Domain.Dialogs;

/// <summary>Turns a state into what understanding needs to know of it.</summary>
internal static class Expectations
{
    private static readonly HashSet<string> None = [];

    public static Expectation Of(DialogBook book, ConversationState state)
    {
        var instance = state.Active ?? state.Finished;
        var dialog = instance is null ? null : book.Find(instance.Dialog);
        var step = state.Active?.Asked is { } asked && dialog is not null && dialog.StepIndex(asked) is >= 0 and var at ? dialog.Steps[at] : null;
        return new Expectation
        {
            Open = step switch
            {
                DialogStep.Collect collect => dialog!.Slots[collect.Slot].Spec,
                DialogStep.Review => book.ReviewSpec,
                _ => null,
            },
            Known = step is DialogStep.Collect open && dialog!.Slots[open.Slot] is { ShareProfile: true } shared ? state.Profile.GetValueOrDefault(shared.Name) : null,
            AtReview = step is DialogStep.Review,
            Slots = dialog?.Specs ?? [],
            Answered = instance is null || instance.Answers.Count == 0 ? None : new HashSet<string>(instance.Answers.Keys, StringComparer.Ordinal),
            Candidates = state.Active?.Candidates ?? [],
            Menu = state.Menu,
            MenuOffset = state.MenuOffset,
            Forms = book.Forms,
            Tried = step is DialogStep.Collect ? state.Active!.Tried : null,
            Told = state.Active is { } told ? string.Join('\n', told.Answers.Values.Where(entry => entry.Value.Type is not (SlotType.ResidentId or SlotType.Phone)).Select(entry => entry.Raw)) : "",
            AwaitsPerson = state.PersonBy is not null && state.Active is { Asked: { } waiting, Left: var left } && left.Contains(waiting),
            HasDrafts = state.Drafts.Count > 0,
            AwaitsLinkCode = state.LinkAsked,
            FocusItem = state.FocusItem,
            FocusFields = state.FocusFields,
            AwaitingSubject = state.Active?.Asked == StartRules.SubjectStep,
            AwaitingDialog = state.Active?.Asked == StartRules.SubjectStep ? state.Active.Dialog : null,
        };
    }
}

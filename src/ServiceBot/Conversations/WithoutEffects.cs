using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Conversations;

/// <summary>
/// The last lock behind a proposal: a turn that a model proposed makes, rates, changes and withdraws no case. Calling for a person is all it may do.
/// </summary>
internal sealed class WithoutEffects(IDialogActions actions) : IDialogActions
{
    /// <summary>The proposal would have done something: it is dropped as a whole.</summary>
    public bool Refused { get; private set; }

    public ActionResult Execute(string action, string key, DialogInstance instance, IReadOnlyDictionary<string, string> with)
    {
        if (action == "handoff") return actions.Execute(action, key, instance, with);
        Refused = true;
        return new ActionResult(new Dictionary<string, string>(), "not_possible");
    }
}

namespace ServiceBot.Domain.Dialogs;

/// <summary>One step. Its id is stable: drafts, effects and statistics refer to it.</summary>
/// <param name="Id"><c>[a-z0-9_-]</c>.</param>
/// <param name="When">Null: always on the path.</param>
public abstract record DialogStep(string Id, Condition? When)
{
    /// <summary>Asks for a slot until it has a valid answer, at most <paramref name="Attempts"/> refusals.</summary>
    /// <param name="Slot">Index in <see cref="DialogDefinition.Slots"/>.</param>
    public sealed record Collect(string Id, Condition? When, int Slot, TextRef Ask, int Attempts, FailExit OnFail) : DialogStep(Id, When);

    /// <summary>Says something once.</summary>
    public sealed record Tell(string Id, Condition? When, TextRef Text) : DialogStep(Id, When);

    /// <summary>Reads back and waits for a yes.</summary>
    /// <param name="Text">Above the answers.</param>
    /// <param name="Extra">Below them, such as the authorisation.</param>
    public sealed record Review(string Id, Condition? When, IReadOnlyList<int> Slots, TextRef Text, TextRef? Extra, TextRef Confirm) : DialogStep(Id, When);

    /// <summary>An effect, executed once per instance.</summary>
    /// <param name="With">Parameters; values may hold <c>{{names}}</c>.</param>
    public sealed record Act(string Id, Condition? When, string Action, IReadOnlyList<ActParameter> With) : DialogStep(Id, When);

    /// <summary>Ends the dialog here.</summary>
    /// <param name="Again">Index of the slot that is asked again when she comes back: what she has told is kept as a draft. -1: nothing is kept.</param>
    public sealed record End(string Id, Condition? When, int Again = -1) : DialogStep(Id, When);
}

/// <param name="Name">Parameter name.</param>
/// <param name="Template">Text with <c>{{names}}</c>.</param>
public sealed record ActParameter(string Name, string Template);

/// <summary>What happens after the last attempt.</summary>
/// <param name="Kind">Where to.</param>
/// <param name="Step">Index of a later step for <see cref="FailKind.Step"/>.</param>
public sealed record FailExit(FailKind Kind, int Step = -1);

/// <summary>
/// <see cref="Handoff"/>: a person; while nobody is there, the question waits for the one who was promised. <see cref="Leave"/>: the same, and
/// meanwhile the form goes on without the answer, which is read back as left to staff.
/// </summary>
public enum FailKind { Handoff, Menu, End, Step, Leave }

namespace ServiceBot.Domain.Dialogs;

/// <summary>What a turn comes to: the new state, what to say in order. Effects have been handed to <see cref="IDialogActions"/>.</summary>
public sealed record Decision(ConversationState State, IReadOnlyList<Say> Says);

/// <summary>Something to tell the resident. The host renders it: texts live in <c>dialogs/texts</c>, facts in the catalog.</summary>
public abstract record Say
{
    private Say()
    {
    }

    /// <summary>A text by id (or a dialog's own inline text, which lint gave the id <c>dialog/step</c>) with named arguments.</summary>
    /// <param name="Id">Text id.</param>
    /// <param name="Args">Values for <c>{{name}}</c>.</param>
    /// <param name="Lines">Answers read back, one a line below the text.</param>
    /// <param name="Item">Code of the item whose facts fill <c>{{catalog.field}}</c>.</param>
    /// <param name="Choices">Buttons on chat, numbers on SMS; (what is sent when pressed, label).</param>
    public sealed record Text(
        string Id,
        IReadOnlyDictionary<string, string>? Args = null,
        IReadOnlyList<SayChoice>? Choices = null,
        IReadOnlyList<SayLine>? Lines = null,
        string? Item = null) : Say;

    /// <summary>The catalog's answer to a question.</summary>
    public sealed record Catalog(Command.Ask Question) : Say;

    /// <summary>Where her cases stand.</summary>
    public sealed record CaseStatus(string? Reference) : Say;

    /// <summary>The last thing the bot said, again.</summary>
    public sealed record LastAgain : Say;
}

/// <param name="Value">What is sent when pressed; the same as the label, since a pressed button is seen as her own message.</param>
public sealed record SayChoice(string Value, string Label);

/// <summary>A label and her answer to it.</summary>
/// <param name="IsLeft">There is none, and staff will ask her: the text <c>left_to_staff</c> stands in its place.</param>
public sealed record SayLine(string Label, string Value, bool IsLeft = false);

/// <summary>
/// Carries out a dialog's actions inside the turn's transaction. Nothing here may wait: what a call writes is committed together with
/// the state that says it was done, or not at all.
/// </summary>
public interface IDialogActions
{
    /// <summary>Runs <paramref name="action"/> (<c>case.create</c>, <c>case.rate</c>, <c>handoff</c> …) and returns its result by name.</summary>
    /// <param name="key">Unique: instance id, a slash, step id.</param>
    /// <returns><see cref="ActionResult.Refused"/> with a text id when it cannot be done.</returns>
    ActionResult Execute(string action, string key, DialogInstance instance, IReadOnlyDictionary<string, string> with);
}

/// <param name="Values">Named results for <c>{{effect.step.name}}</c>.</param>
/// <param name="Refused">Null when done; else a text id saying why not.</param>
public sealed record ActionResult(IReadOnlyDictionary<string, string> Values, string? Refused = null)
{
    /// <summary>Of <c>handoff</c>: nobody is there now, and by when somebody gets in touch. Null: somebody is there.</summary>
    public DateTimeOffset? PersonBy { get; init; }
}

/// <param name="Now">Instant of the turn.</param>
/// <param name="Today">The township's date.</param>
/// <param name="Turn">Seq of the inbound message.</param>
/// <param name="Sms">True where there are no buttons and every text costs.</param>
/// <param name="NewInstanceId">Id for a dialog started in this turn: the same when the turn is run again.</param>
public sealed record TurnContext(DateTimeOffset Now, DateOnly Today, long Turn, bool Sms, string NewInstanceId)
{
    /// <summary>Her message as written, for dialogs that say it back. Null where there is none.</summary>
    public string? Text { get; init; }

    /// <summary>What she left unfinished in other conversations that are linked with this one, the latest first; empty where this turn does not ask.</summary>
    public IReadOnlyList<DraftElsewhere> Elsewhere { get; init; } = [];

    /// <summary>What dialogs may know of items, cases and agents.</summary>
    public IDialogFacts Facts { get; init; } = NoDialogFacts.Instance;
}

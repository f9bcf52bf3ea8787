namespace ServiceBot.Domain.Dialogs;

/// <summary>The patterns the engine uses. Each has a text of the same id; a file in <c>dialogs/patterns</c> may give it others, and buttons.</summary>
public static class PatternIds
{
    public const string Welcome = "welcome";
    public const string Notice = "notice";
    public const string Greeting = "greeting";
    public const string Menu = "menu";
    public const string Help = "help";
    public const string Reminder = "reminder";
    public const string Corrected = "corrected";
    /// <summary>She answered something else than what was asked: it is kept, and the question comes again.</summary>
    public const string Noted = "noted";
    public const string ChangeSent = "change_sent";
    public const string ReviewChange = "review_change";
    public const string Optional = "optional";
    public const string SkipRefused = "skip_refused";
    public const string WhichValue = "which_value";
    /// <summary>One candidate, read back before it is taken: "8, is that right?"</summary>
    public const string ConfirmValue = "confirm_value";
    public const string WhichItem = "which_item";
    public const string WhichCase = "which_case";
    public const string ItemGone = "item_gone";
    public const string NoCase = "no_case";
    public const string BackAtStart = "back_at_start";
    public const string Cancelled = "cancelled";
    public const string CancelledEmpty = "cancelled_empty";
    public const string NothingToCancel = "nothing_to_cancel";
    public const string Resumed = "resumed";
    public const string NothingToResume = "nothing_to_resume";
    public const string KeptAsDraft = "kept_as_draft";
    public const string DraftWaiting = "draft_waiting";
    public const string Edited = "edited";
    /// <summary>She left a form half-way and has said nothing for long.</summary>
    public const string Silence = "silence";
    public const string Clarify = "clarify";
    public const string Unknown1 = "unknown_1";
    public const string Unknown2 = "unknown_2";
    public const string Unknown3 = "unknown_3";
    public const string TooLong = "too_long";
    public const string Empty = "empty";
    public const string Unknown1InForm = "unknown_1_in_form";
    /// <summary>Expected answer after a refusal; with the way out before the last attempt.</summary>
    public const string Example = "example";
    public const string ExampleLast = "example_last";
    public const string StuckLast = "stuck_last";
    public const string ChangeHow = "change_how";
    /// <summary>Its buttons stand in the menu while something is unfinished.</summary>
    public const string Continue = "continue";
    public const string Human = "human";
    /// <summary>Nobody is there now; somebody gets in touch by the time it names, and the bot stays.</summary>
    public const string HumanLater = "human_later";
    /// <summary>The same when it has been promised before.</summary>
    public const string HumanPromised = "human_promised";
    public const string FailedHandoff = "failed_handoff";
    /// <summary>The same while nobody is there: the form goes on without the answer.</summary>
    public const string FailedLater = "failed_later";
    public const string FailedMenu = "failed_menu";
    public const string FailedEnd = "failed_end";
    public const string OptOut = "opt_out";
    public const string OptIn = "opt_in";
    public const string Language = "language_set";
    public const string Returned = "returned";

    /// <summary>A code to link another channel with.</summary>
    public const string LinkCode = "link_code";
    public const string Linked = "linked";
    public const string LinkWrong = "link_wrong";
    public const string LinkLocked = "link_locked";
    public const string LinkBusy = "link_busy";
    public const string LinkSame = "link_same";
    public const string LinkAlready = "link_already";
    public const string LinkTwo = "link_two";
    public const string LinkFull = "link_full";
    public const string LinkNone = "link_none";
    public const string Unlinked = "unlinked";
    public const string Preferred = "preferred";
    public const string PreferNone = "prefer_none";
    /// <summary>Something she left unfinished on another channel.</summary>
    public const string DraftElsewhere = "draft_elsewhere";
    /// <summary>The form on her screen has been moved to another channel, or handed in from there.</summary>
    public const string DraftMoved = "draft_moved";

    public static readonly IReadOnlyList<string> All =
    [
        Welcome, Notice, Greeting, Menu, Help, Reminder, Corrected, Noted, ChangeSent, ReviewChange, Optional, SkipRefused, WhichValue, ConfirmValue, WhichItem, WhichCase,
        ItemGone, NoCase, BackAtStart, Cancelled, CancelledEmpty, NothingToCancel, Resumed, NothingToResume, KeptAsDraft, DraftWaiting, Edited, Silence, Clarify,
        Unknown1, Unknown2, Unknown3, TooLong, Empty, Human, HumanLater, HumanPromised, FailedHandoff, FailedLater, FailedMenu, FailedEnd, OptOut, OptIn, Language, Returned,
        Unknown1InForm, Example, ExampleLast, StuckLast, ChangeHow,
        LinkCode, Linked, LinkWrong, LinkLocked, LinkBusy, LinkSame, LinkAlready, LinkTwo, LinkFull, LinkNone, Unlinked, Preferred, PreferNone, DraftElsewhere, DraftMoved,
    ];
}

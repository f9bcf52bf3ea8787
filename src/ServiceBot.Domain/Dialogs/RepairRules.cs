namespace ServiceBot.Domain.Dialogs;

/// <summary>When understanding failed: rephrase, menu, a person; or let her choose between meanings.</summary>
internal static class RepairRules
{
    private const int MostChoices = 9;
    /// <summary>She asked for a person herself.</summary>
    public const string Asked = "asked";
    /// <summary>One question, too often answered in vain.</summary>
    public const string Attempts = "attempts";

    public static void Unknown(EngineTurn turn, Command.Unknown unknown)
    {
        if (unknown.Reason.StartsWith(Command.Unknown.OutOfScope, StringComparison.Ordinal))
        {
            var door = unknown.Reason[Command.Unknown.OutOfScope.Length..];
            turn.Pattern(door);
            // Some doors do not wait until she asks for a person: their pattern hands over.
            if (turn.Book.Pattern(door).Then == PatternThen.Handoff) HandOver(turn, PatternIds.Human, door);
            else AskAgain(turn);
            return;
        }

        if (turn.Book.OnUnknown is { } dialog && turn.Active is null)
        {
            StartRules.Begin(turn, dialog, null);
            OpenStep.Advance(turn, remind: false);
            return;
        }

        if (unknown.Reason is PatternIds.TooLong or PatternIds.Empty)
        {
            turn.Pattern(unknown.Reason);
            AskAgain(turn);
            return;
        }

        if (turn.AwaitsPerson)
        {
            HandOver(turn, PatternIds.HumanPromised, Asked);
            return;
        }

        turn.Misses++;
        switch (turn.Misses)
        {
            case 1 when turn.Active is not null:
                turn.Pattern(PatternIds.Unknown1InForm);
                AskAgain(turn);
                break;
            case 1:
                turn.Pattern(PatternIds.Unknown1);
                break;
            case 2:
                LeaveRules.ShowMenu(turn, PatternIds.Unknown2);
                break;
            default:
                HandOver(turn, PatternIds.Unknown3, "misses");
                break;
        }
    }

    /// <summary>Two rounds, then a person.</summary>
    public static void Clarify(EngineTurn turn, Command.Clarify clarify)
    {
        turn.Misses++;
        if (turn.Misses > 2)
        {
            HandOver(turn, PatternIds.Unknown3, "clarify");
            return;
        }

        turn.Pattern(PatternIds.Clarify, choices: clarify.Choices.Count <= MostChoices ? clarify.Choices : [.. clarify.Choices.Take(MostChoices)]);
    }

    /// <summary>
    /// Gives the conversation to a person, with the draft as it is; the open question waits. While nobody is there, somebody is promised and
    /// the bot stays. Asking again before the promised time promises the same and makes no second task.
    /// </summary>
    /// <param name="reason"><c>asked</c>, <c>misses</c>, <c>clarify</c>, the id of a failed step, the text id of a door.</param>
    /// <param name="later">Said instead where nobody is there; null: the promise with its own buttons.</param>
    public static void HandOver(EngineTurn turn, string pattern, string reason, string? later = null)
    {
        var instance = turn.Active ?? new DialogInstance
        {
            Id = turn.Context.NewInstanceId,
            Dialog = "handoff",
            Version = "",
            Item = turn.FocusItem,
            StartedAt = turn.Context.Now,
        };
        var promised = turn.IsPromised;
        var with = new Dictionary<string, string>(StringComparer.Ordinal) { ["reason"] = reason, ["again"] = promised && reason is Asked or Attempts ? "true" : "" };
        var result = turn.Actions.Execute("handoff", $"{turn.Context.NewInstanceId}/handoff-{turn.Context.Turn}", instance, with);
        turn.Misses = 0;
        turn.Closed = true;
        if (result.Refused is { } refused)
        {
            turn.Text(new TextRef(refused), new Dictionary<string, string>(result.Values, StringComparer.Ordinal));
            return;
        }

        if (turn.Active is { } active) turn.Active = active with { Attempts = new Dictionary<string, int>() };
        turn.PersonBy = result.PersonBy;
        if (result.PersonBy is null) turn.Owner = ConversationOwner.Human;
        else pattern = later ?? (promised ? PatternIds.HumanPromised : PatternIds.HumanLater);
        turn.Pattern(pattern, new Dictionary<string, string>(result.Values, StringComparer.Ordinal));
    }

    private static void AskAgain(EngineTurn turn)
    {
        if (turn.Active is not null) OpenStep.Advance(turn, remind: false);
    }
}

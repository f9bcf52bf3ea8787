namespace ServiceBot.Domain.Dialogs;

/// <summary>When understanding failed: rephrase, menu, a person; or let her choose between meanings.</summary>
internal static class RepairRules
{
    private const string OutOfScope = "out_of_scope:";
    private const int MostChoices = 9;

    public static void Unknown(EngineTurn turn, Command.Unknown unknown)
    {
        if (unknown.Reason.StartsWith(OutOfScope, StringComparison.Ordinal))
        {
            turn.Text(new TextRef(unknown.Reason[OutOfScope.Length..]));
            AskAgain(turn);
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

    /// <summary>Gives the conversation to a person, with the draft as it is. The open question waits.</summary>
    public static void HandOver(EngineTurn turn, string pattern, string reason)
    {
        var instance = turn.Active ?? new DialogInstance
        {
            Id = turn.Context.NewInstanceId,
            Dialog = "handoff",
            Version = "",
            Item = turn.FocusItem,
            StartedAt = turn.Context.Now,
        };
        var result = turn.Actions.Execute("handoff", $"{instance.Id}/handoff-{turn.Context.Turn}", instance, new Dictionary<string, string>(StringComparer.Ordinal) { ["reason"] = reason });
        turn.Misses = 0;
        turn.Closed = true;
        if (result.Refused is { } refused)
        {
            turn.Text(new TextRef(refused), new Dictionary<string, string>(result.Values, StringComparer.Ordinal));
            return;
        }

        if (turn.Active is { } active) turn.Active = active with { Attempts = new Dictionary<string, int>() };
        turn.Owner = ConversationOwner.Human;
        turn.Pattern(pattern, new Dictionary<string, string>(result.Values, StringComparer.Ordinal));
    }

    private static void AskAgain(EngineTurn turn)
    {
        if (turn.Active is not null) OpenStep.Advance(turn, remind: false);
    }
}

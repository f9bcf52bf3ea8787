namespace ServiceBot.Domain.Dialogs;

/// <summary>
/// One person on several channels: a code that links them, the end of a link, where letters go, and the form she left on another channel.
/// What a link is and whether it may be made is the host's: action <c>link</c> with <c>code</c> (empty: give one), <c>unlink</c>,
/// <c>prefer</c> with <c>channel</c> (empty: here), <c>draft.take</c> with <c>draft</c>.
/// </summary>
internal static class LinkRules
{
    public static void Apply(EngineTurn turn, Command command)
    {
        switch (command)
        {
            case Command.Link link:
                var refused = Act(turn, "link", link.Code is null ? PatternIds.LinkCode : PatternIds.Linked, ("code", link.Code ?? ""));
                // A code may follow: hers from another channel, or a second try.
                turn.LinkAsked = refused == PatternIds.LinkWrong || (refused is null && link.Code is null);
                if (refused is null && link.Code is not null && turn.Active is null && turn.Drafts.Count == 0) Offer(turn);
                break;
            case Command.Unlink:
                Act(turn, "unlink", PatternIds.Unlinked);
                break;
            case Command.Prefer prefer:
                Act(turn, "prefer", PatternIds.Preferred, ("channel", prefer.Channel ?? ""));
                break;
        }
    }

    /// <summary>"Continue" where nothing of her own is unfinished: what she left on another channel is offered, and on her word it moves here.</summary>
    /// <returns>False when there is nothing.</returns>
    public static bool Resume(EngineTurn turn, Command.Resume resume)
    {
        if (resume.Instance is null) return Offer(turn);
        foreach (var draft in turn.Context.Elsewhere)
        {
            if (draft.Instance.Id != resume.Instance) continue;
            if (Act(turn, "draft.take", null, ("draft", resume.Instance)) is not null) return true;
            StartRules.Reopen(turn, Moved(draft.Instance));
            OpenStep.Advance(turn, remind: false);
            return true;
        }

        return false;
    }

    private static bool Offer(EngineTurn turn)
    {
        foreach (var draft in turn.Context.Elsewhere)
        {
            if (turn.Book.Find(draft.Instance.Dialog) is null) continue;
            var take = new List<LabelledCommand>();
            foreach (var choice in turn.Book.Pattern(PatternIds.Continue).Choices)
                take.Add(new LabelledCommand(choice.Label.In(turn.Locale), new Command.Resume(draft.Instance.Id)));
            turn.Pattern(PatternIds.DraftElsewhere, new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["from"] = draft.From, ["filled"] = draft.Filled, ["count"] = $"{draft.Instance.Answers.Count}",
            }, about: draft.Instance, choices: take);
            return true;
        }

        return false;
    }

    /// <returns>The text id of the refusal, which has been said; null when done.</returns>
    private static string? Act(EngineTurn turn, string action, string? done, params ReadOnlySpan<(string Name, string Value)> with)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in with) values[name] = value;
        var instance = turn.Active ?? new DialogInstance { Id = turn.Context.NewInstanceId, Dialog = action, Version = "", StartedAt = turn.Context.Now };
        var result = turn.Actions.Execute(action, $"{turn.Context.NewInstanceId}/{action}", instance, values);
        if ((result.Refused ?? done) is { } say) turn.Pattern(say, new Dictionary<string, string>(result.Values, StringComparer.Ordinal));
        return result.Refused;
    }

    /// <summary>Messages are numbered anew here: her old answers count as given before the first of them, in their order, so that "back" finds the latest.</summary>
    private static DialogInstance Moved(DialogInstance instance)
    {
        var order = new List<long>();
        foreach (var entry in instance.Answers.Values) order.Add(entry.Turn);
        foreach (var entry in instance.Parked.Values) order.Add(entry.Turn);
        order.Sort();
        return instance with { Answers = Before(instance.Answers, order), Parked = Before(instance.Parked, order), Confirmed = [] };
    }

    private static Dictionary<string, AnswerEntry> Before(IReadOnlyDictionary<string, AnswerEntry> entries, List<long> order)
    {
        var moved = new Dictionary<string, AnswerEntry>(entries.Count, StringComparer.Ordinal);
        foreach (var (name, entry) in entries) moved[name] = entry with { Turn = order.BinarySearch(entry.Turn) - order.Count };
        return moved;
    }
}

/// <summary>A form she left unfinished in another conversation of hers.</summary>
/// <param name="From">That channel as she knows it: 短信 138****5678.</param>
/// <param name="Filled">What is filled in, labels with masked values, ready to be said.</param>
public sealed record DraftElsewhere(DialogInstance Instance, string From, string Filled);

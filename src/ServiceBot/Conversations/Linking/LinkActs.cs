using ServiceBot.Channels;
using ServiceBot.Conversations.Lines;
using ServiceBot.Data;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Residents;

namespace ServiceBot.Conversations.Linking;

/// <summary>
/// What links and moved forms come to in one turn. All reading was done before the dialog decided; here its actions only take their results
/// up, and what they take is committed with the turn.
/// </summary>
internal sealed class LinkActs(ConversationRow row, DateTimeOffset now)
{
    private readonly CommitUnit _rows = new();
    private readonly List<string> _recipients = [];

    /// <summary>What each action does when the dialog calls for it: <c>link</c>, <c>unlink</c>, <c>prefer</c>, and <c>draft.take</c> by the form's id.</summary>
    public Dictionary<string, PreparedAct> Prepared { get; } = new(StringComparer.Ordinal);

    /// <summary>Who holds the form on her screen, where it may become a case in this turn.</summary>
    public HeldDraft? Held { get; init; }

    public IReadOnlyList<DraftElsewhere> Elsewhere { get; set; } = [];

    /// <summary>A code in this turn, hers or ours: nobody reads it in the transcript.</summary>
    public string? Secret { get; set; }

    /// <summary>The code was an agent's: this conversation becomes his line, and no dialog decides anything.</summary>
    public LineChange? Line { get; set; }

    public IReadOnlyList<string> Recipients => _recipients;

    public ActionResult Execute(string action, IReadOnlyDictionary<string, string> with)
    {
        var name = action == "draft.take" ? with["draft"] : action;
        if (!Prepared.Remove(name, out var act)) return new ActionResult(new Dictionary<string, string>(), "not_possible");
        _rows.Add(act.Rows);
        foreach (var letter in act.Letters)
        {
            _rows.Insert(letter);
            _recipients.Add(letter.Recipient);
        }

        return new ActionResult(act.Values, act.Refused);
    }

    /// <summary>
    /// Before a form becomes a case. Writes who made it into the same transaction: if it is being moved away at the same moment, only one of the two
    /// comes about, and the other one decides again.
    /// </summary>
    /// <returns>A text id when the form is no longer ours to hand in.</returns>
    public string? Submit(DialogInstance instance)
    {
        if (Held is not { } held || held.InstanceId != instance.Id) return null;
        var mine = new DraftHolderRow { InstanceId = instance.Id, ConversationId = row.Id, Submitted = true, At = now, Version = (held.Holder?.Version ?? 0) + 1 };
        if (held.Holder is not { } holder) _rows.Insert(mine);
        else if (holder.Submitted || holder.ConversationId != row.Id) return PatternIds.DraftMoved;
        else _rows.Update(mine, holder.Version);
        return null;
    }

    public void AddTo(CommitUnit unit) => unit.Add(_rows);
}

/// <param name="Refused">Text id; null: done.</param>
internal sealed record PreparedAct(string? Refused, IReadOnlyDictionary<string, string> Values, CommitUnit Rows, IReadOnlyList<OutboxRow> Letters);

/// <param name="Holder">Null: never moved and no case yet.</param>
internal sealed record HeldDraft(string InstanceId, DraftHolderRow? Holder);

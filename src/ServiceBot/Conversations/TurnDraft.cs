using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.Transcripts;

namespace ServiceBot.Conversations;

/// <summary>Everything a turn comes to, before it is committed. Nothing of it is true until then.</summary>
internal sealed record TurnDraft
{
    public required Warm After { get; init; }
    /// <summary>Seq of the inbound activity, or of a letter.</summary>
    public required long FirstSeq { get; init; }
    public required DateTimeOffset At { get; init; }
    public IReadOnlyList<TranscriptRow> Rows { get; init; } = [];
    /// <summary>The rows' activities as the client gets them, unsealed, in the same order.</summary>
    public IReadOnlyList<string> Payloads { get; init; } = [];
    /// <summary>Cases, events, letters.</summary>
    public CommitUnit Effects { get; init; } = new();
    /// <summary>Whose outbox has something new.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    public Committed Committed => new(FirstSeq, Payloads);

    public IReadOnlyList<string> ReplyPayloads =>
        [.. Payloads.Where((_, index) => Rows[index].FromBot && Rows[index].Type == Domain.Messaging.ActivityTypes.Message)];

    public static TurnDraft Nothing(Warm before) => new()
    {
        After = before.Next(before.State, null, before.Row.LastSeq, before.LastAt),
        FirstSeq = before.Row.LastSeq,
        At = before.LastAt,
    };

    /// <summary>Inbox keys, state with its fence, transcript, effects: one unit.</summary>
    public CommitUnit ToUnit(Warm before, IReadOnlyList<string> keys)
    {
        var unit = new CommitUnit();
        foreach (var key in keys) unit.Insert(new InboxRow { ConversationId = After.Row.Id, Key = key, Seq = FirstSeq, ReceivedAt = At });
        if (before.Stored) unit.Update(After.Row, before.Row.Version);
        else unit.Insert(After.Row);
        foreach (var row in Rows) unit.Insert(row);
        unit.Add(Effects);
        return unit;
    }
}

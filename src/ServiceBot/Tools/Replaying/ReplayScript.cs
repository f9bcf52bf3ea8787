using ServiceBot.Channels;
using ServiceBot.Conversations;
using ServiceBot.Domain.Messaging;
using ServiceBot.Transcripts;

namespace ServiceBot.Tools.Replaying;

/// <summary>A recording as the turns it was made of, in order.</summary>
internal sealed class ReplayScript
{
    private readonly Func<TranscriptRow, bool> _waits;
    private readonly ILookup<long, LetterMark> _marks;
    private readonly Dictionary<string, OutboxRow> _letters;
    private readonly Dictionary<long, TranscriptRow> _answers;

    /// <param name="waits">Whether a message of hers is one that waits for more before it is read.</param>
    public ReplayScript(Recording recording, Func<TranscriptRow, bool> waits)
    {
        _waits = waits;
        _marks = recording.Transcript.Where(row => row.FromBot).SelectMany(row => LetterMark.Parse(row.Understood).Select(mark => (row.TurnSeq, mark)))
            .ToLookup(pair => pair.TurnSeq, pair => pair.mark);
        _letters = recording.Outbox.Where(row => row.Kind == OutboxKind.Notify).ToDictionary(row => row.Key);
        _answers = recording.Transcript.Where(row => row is { FromBot: true, Type: ActivityTypes.Message } && row.TurnSeq != row.Seq)
            .GroupBy(row => row.TurnSeq).ToDictionary(group => group.Key, group => group.First());
        Cues = [.. Written(recording)];
    }

    public IReadOnlyList<Cue> Cues { get; }

    public IEnumerable<LetterMark> MarksOf(long turn) => _marks[turn];

    public OutboxRow? LetterOf(string key) => _letters.GetValueOrDefault(key);

    private IEnumerable<Cue> Written(Recording recording)
    {
        var untold = Untold();
        var unread = new List<TranscriptRow>();
        var left = new List<TranscriptRow>();
        for (var at = 0; at < recording.Transcript.Count; at++)
        {
            var row = recording.Transcript[at];
            while (untold.TryPeek(out var silent) && silent.SentAt < row.At) yield return Silent(untold.Dequeue(), row.Seq);
            if (row.FromBot)
            {
                // The answer to what had waited for more; the further lines of an answer are no turn.
                if (unread.Count > 0 && row.TurnSeq == unread[^1].Seq && _answers[row.TurnSeq].Seq == row.Seq)
                {
                    yield return new Cue(CueKind.Read, row.Seq, row.At) { Row = row, Parts = [.. unread] };
                    unread.Clear();
                }

                if (row.TurnSeq == row.Seq) yield return new Cue(KindOf(row), row.Seq, row.At) { Row = row };
                if (left.Count == 0 || !OwnerEvent.IsTakenOver(row)) continue;
                yield return new Cue(CueKind.Read, row.Seq + 1, row.At.AddMilliseconds(1)) { Row = left[^1], Parts = [.. left] };
                left.Clear();
            }
            else if (row.Type != ActivityTypes.Message || unread.Count == 0 && IsAnsweredAtOnce(row))
            {
                yield return new Cue(CueKind.Message, row.Seq, row.At) { Row = row };
            }
            else
            {
                unread.Add(row);
                yield return new Cue(CueKind.Take, row.Seq, row.At) { Row = row };
                if (row.Understood is null || _answers.ContainsKey(row.Seq)) continue;
                // It was read and there was nothing to say. When, nobody knows: where a person took over before she went on, it was the person's.
                if (IsTakenOverNext(recording.Transcript, at)) left.AddRange(unread);
                else yield return new Cue(CueKind.Read, row.Seq + 1, row.At) { Row = row, Parts = [.. unread] };
                unread.Clear();
            }
        }

        while (untold.TryDequeue(out var last)) yield return Silent(last, recording.Conversation.LastSeq + 1);
    }

    /// <summary>What waits and is read in the very same moment, because more has come, looks the same but for what it is.</summary>
    private bool IsAnsweredAtOnce(TranscriptRow row) =>
        (_answers.TryGetValue(row.Seq, out var answer) ? answer.Seq == row.Seq + 1 && answer.At == row.At.AddMilliseconds(1) : row.Understood is not null) && !_waits(row);

    private static bool IsTakenOverNext(IReadOnlyList<TranscriptRow> lines, int at) =>
        lines.Skip(at + 1).TakeWhile(row => row.FromBot || row.Type != ActivityTypes.Message).Any(OwnerEvent.IsTakenOver);

    private CueKind KindOf(TranscriptRow row) => row.Type == ActivityTypes.Event ? CueKind.Owner : _marks.Contains(row.Seq) ? CueKind.Letter : CueKind.Greeting;

    private static Cue Silent(OutboxRow letter, long seq) => new(CueKind.Untold, seq, letter.SentAt!.Value) { Letter = letter };

    /// <summary>Letters that were delivered and found nothing to say: a reminder of what she had just finished.</summary>
    private Queue<OutboxRow> Untold()
    {
        var told = _marks.SelectMany(group => group).Select(mark => mark.Key).ToHashSet();
        return new(_letters.Values.Where(row => row is { State: OutboxState.Sent, SentAt: not null } && !told.Contains(row.Key)).OrderBy(row => row.SentAt));
    }
}

/// <summary>One turn of a recording.</summary>
/// <param name="Seq">The number its first activity gets.</param>
/// <param name="At">When it was.</param>
internal sealed record Cue(CueKind Kind, long Seq, DateTimeOffset At)
{
    /// <summary>The first line of it; null for <see cref="CueKind.Untold"/>.</summary>
    public TranscriptRow? Row { get; init; }
    /// <summary>Her messages that are read together.</summary>
    public IReadOnlyList<TranscriptRow> Parts { get; init; } = [];
    public OutboxRow? Letter { get; init; }

    /// <summary>By which its replies are found.</summary>
    public long TurnSeq => Parts.Count > 0 ? Parts[^1].Seq : Seq;
}

/// <summary>
/// Message: hers, answered at once. Take: hers, stored to be read with the next. Read: the answer to what was taken. Letter. Untold: a letter that
/// found nothing to say. Greeting. Owner: a person took over, or gave back.
/// </summary>
internal enum CueKind { Message, Take, Read, Letter, Untold, Greeting, Owner }

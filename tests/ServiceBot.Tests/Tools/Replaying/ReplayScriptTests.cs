using ServiceBot.Channels;
using ServiceBot.Conversations;
using ServiceBot.Domain.Messaging;
using ServiceBot.Tools.Replaying;
using ServiceBot.Transcripts;

namespace ServiceBot.Tests.Tools.Replaying;

/// <summary>The order of turns that a transcript alone does not tell.</summary>
public sealed class ReplayScriptTests
{
    private static readonly DateTimeOffset Noon = new(2026, 4, 1, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_waits_and_is_read_in_the_same_moment_because_more_has_come_is_taken_and_then_read()
    {
        TranscriptRow[] lines = [Hers(1, 0, "start"), Ours(2, 1, turn: 1)];

        Assert.Equal([(CueKind.Take, 0), (CueKind.Read, 1)], Cues(lines, waits: true));
        Assert.Equal([(CueKind.Message, 0)], Cues(lines, waits: false));
    }

    [Fact]
    public void What_had_no_answer_before_a_person_took_over_is_read_by_the_person()
    {
        TranscriptRow[] lines = [Hers(1, 0, "start"), Ours(2, 1500, turn: 1), Hers(3, 60_000, "repeat"), TakenOver(4, 65_000)];

        Assert.Equal([(CueKind.Take, 0), (CueKind.Read, 1500), (CueKind.Take, 60_000), (CueKind.Owner, 65_000), (CueKind.Read, 65_001)], Cues(lines, waits: true));
    }

    [Fact]
    public void What_had_no_answer_and_was_followed_by_more_of_hers_was_read_before_it()
    {
        TranscriptRow[] lines = [Hers(1, 0, "repeat"), Hers(2, 60_000, "repeat"), TakenOver(3, 65_000)];

        Assert.Equal([(CueKind.Take, 0), (CueKind.Read, 0), (CueKind.Take, 60_000), (CueKind.Owner, 65_000), (CueKind.Read, 65_001)], Cues(lines, waits: true));
    }

    private static IEnumerable<(CueKind, int)> Cues(IReadOnlyList<TranscriptRow> lines, bool waits)
    {
        var conversation = new ConversationRow
        {
            Id = "sms-1", Channel = "sms", UserId = "sms_1", Locale = "zh-Hans", State = "{}", Version = 1, LastSeq = lines[^1].Seq, CreatedAt = Noon, LastTurnAt = lines[^1].At,
        };
        var script = new ReplayScript(new Recording { Conversation = conversation, Transcript = lines }, _ => waits);
        return script.Cues.Select(cue => (cue.Kind, (int)(cue.At - Noon).TotalMilliseconds));
    }

    private static TranscriptRow Hers(long seq, int at, string understood) => Line(seq, at, seq, ActivityTypes.Message) with { Understood = understood };

    private static TranscriptRow Ours(long seq, int at, long turn) => Line(seq, at, turn, ActivityTypes.Message) with { FromBot = true };

    private static TranscriptRow TakenOver(long seq, int at) => Line(seq, at, seq, ActivityTypes.Event) with { FromBot = true, Understood = OwnerEvent.MarkOf(human: true) };

    private static TranscriptRow Line(long seq, int at, long turn, string type) => new()
    {
        ConversationId = "sms-1", Seq = seq, TurnSeq = turn, At = Noon.AddMilliseconds(at), FromBot = false, Type = type, Text = "text", Payload = "{}",
    };
}

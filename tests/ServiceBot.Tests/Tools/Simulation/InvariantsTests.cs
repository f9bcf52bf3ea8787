using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Domain.Messaging;
using ServiceBot.Tools.Replaying;
using ServiceBot.Tools.Simulation;
using ServiceBot.Transcripts;

namespace ServiceBot.Tests.Tools.Simulation;

/// <summary>Each invariant is broken on purpose in a history that was sound: a rule that cannot fail proves nothing.</summary>
public sealed class InvariantsTests(Lives lives) : IClassFixture<Lives>
{
    [Fact]
    public void What_went_well_breaks_nothing() => Assert.All(lives.All, history => Assert.Empty(Invariants.Check(history)));

    [Fact]
    public void Two_cases_of_one_dialog_are_found()
    {
        var history = lives.With(history => history.Recording.Cases.Count > 0);
        var row = history.Recording.Cases[0];
        Breaks("one case", history with { Recording = history.Recording with { Cases = [.. history.Recording.Cases, row with { Reference = "269999990", OriginKey = row.OriginKey + "-again" }] } });
    }

    [Fact]
    public void A_case_that_no_message_of_hers_opened_is_found()
    {
        var history = lives.With(history => history.Recording.Cases.Count > 0);
        Breaks("one case", history with { Recording = history.Recording with { Cases = [.. history.Recording.Cases.Select(row => row with { OpenedAt = row.OpenedAt.AddSeconds(-1) })] } });
    }

    [Fact]
    public void A_message_stored_twice_is_found()
    {
        var history = lives.All.First();
        Breaks("kept once", history with { Sent = [.. history.Sent.SkipLast(1)] });
    }

    [Fact]
    public void A_message_that_was_acknowledged_and_is_not_there_is_found()
    {
        var history = lives.All.First();
        Breaks("kept once", history with { Inbox = [.. history.Inbox.Where(row => row.Key != history.Sent[^1].Key)] });
        Breaks("kept once", history with { Sent = [.. history.Sent, new SentMessage("sim:lost", "lost", ActivityTypes.Message) { Receipts = [new SentReceipt(99, false)] }] });
    }

    [Fact]
    public void A_message_acknowledged_under_two_numbers_is_found()
    {
        var history = lives.All.First();
        var message = history.Sent[^1];
        Breaks("kept once", history with { Sent = [.. history.Sent.SkipLast(1), message with { Receipts = [.. message.Receipts, new SentReceipt(message.Receipts[0].Seq + 1, true)] }] });
        Breaks("kept once", history with { Sent = [.. history.Sent.SkipLast(1), message with { Receipts = [.. message.Receipts, message.Receipts[0] with { Repeated = false }] }] });
    }

    [Fact]
    public void A_message_that_is_stored_otherwise_than_she_wrote_it_is_found()
    {
        var history = lives.All.First();
        Breaks("kept once", Lines(history, row => row.FromBot || row.Seq != history.Sent[^1].Receipts[0].Seq ? row : Altered(row, line => line["Text"] = "something else")));
    }

    [Fact]
    public void A_message_that_nobody_answers_is_found()
    {
        var history = lives.With(history => history.Replayed.All(turn => turn.Before.Owner == ConversationOwner.Bot));
        var asked = history.Recording.Transcript.First(row => !row.FromBot).Seq;
        Breaks("answered", Lines(history, row => row.FromBot && row.TurnSeq == asked ? null : row));
    }

    [Fact]
    public void A_gap_a_wrong_order_and_a_time_that_goes_back_are_found()
    {
        var history = lives.All.First();
        Breaks("in order", Lines(history, row => row.Seq == 3 ? null : row));
        Breaks("in order", Lines(history, row => row.Seq == 4 ? Altered(row, line => line["At"] = DateTimeOffset.UnixEpoch) : row));
        Breaks("in order", Lines(history, row => row.Seq == history.Recording.Transcript[^1].Seq ? Altered(row, line => (line["TurnSeq"], line["FromBot"]) = (1, true)) : row));
        Breaks("in order", Lines(history, row => row.Seq == history.Recording.Transcript[^1].Seq ? null : row));
    }

    [Fact]
    public void What_is_sent_after_she_has_opted_out_is_found()
    {
        var history = lives.With(history => history.Phone.Count > 0 && history.Replayed.Any(turn => !turn.Before.OptedOut && turn.After.OptedOut));
        var stopped = history.Replayed.First(turn => turn.After.OptedOut).Seq;
        var at = history.Recording.Transcript.First(row => row.Seq == stopped).At;
        var reply = history.Recording.Outbox.First(row => row.Kind == OutboxKind.Send && !OutboxKey.IsLastWord(row.Key));
        Breaks("silent after opt-out", history with { Phone = [.. history.Phone, new PhoneMessage(reply.Id, at.AddMilliseconds(1), "more")] });
    }

    [Fact]
    public void What_arrives_twice_or_too_early_or_not_at_all_is_found()
    {
        var history = lives.With(history => history.Phone.Count > 3);
        Breaks("sent once", history with { Phone = [.. history.Phone, history.Phone[0]] });
        Breaks("sent once", history with { Phone = [.. history.Phone.Skip(1)] });
        Breaks("sent once", history with { Phone = [history.Phone[1], history.Phone[0], .. history.Phone.Skip(2)] });
    }

    [Fact]
    public void A_reply_that_never_left_is_found()
    {
        var history = lives.With(history => history.Phone.Count > 3);
        var row = history.Recording.Outbox.First(row => row.Kind == OutboxKind.Send);
        var before = row.State;
        row.State = OutboxState.Waiting;
        Breaks("sent once", history);
        row.State = before;
    }

    [Fact]
    public void A_state_that_the_turns_do_not_lead_to_is_found()
    {
        var history = lives.With(history => history.Recording.Cases.Count > 0);
        var other = JsonNode.Parse(history.StoredState)!;
        other["Misses"] = 2;
        Breaks("replay", history with { StoredState = other.ToJsonString() });
        Breaks("replay", history with { Replayed = [.. history.Replayed.Select((turn, at) => at == 1 ? turn with { Replies = [new ReplayedReply("another", "")] } : turn)] });
    }

    [Fact]
    public void A_letter_that_is_lost_or_told_twice_is_found()
    {
        var history = lives.With(history => history.Owed.Count > 0);
        var seq = history.Recording.Transcript.First(row => row.Understood?.Contains(history.Owed[0], StringComparison.Ordinal) == true).Seq;
        Breaks("letters", Lines(history, row => row.Seq == seq ? Altered(row, line => line["Understood"] = "thanks") : row));
        Breaks("letters", Lines(history, row => row.Seq == seq ? Altered(row, line => line["Understood"] = $"{row.Understood}; {row.Understood}") : row));
        Breaks("letters", history with { Owed = [.. history.Owed, "case/260000019/9/resident"] });
    }

    [Fact]
    public void A_changed_ledger_is_found()
    {
        var history = lives.With(history => history.Recording.Cases.Count > 0);
        var row = history.Recording.Cases[0];
        var events = new Dictionary<string, IReadOnlyList<CaseEventRow>>(history.Recording.Events)
        {
            [row.Reference] = [.. history.Recording.Events[row.Reference].Select(happened => happened.Number == 1 ? Altered(happened, line => line["ActorId"] = "somebody") : happened)],
        };
        Breaks("ledger", history with { Recording = history.Recording with { Events = events } });
    }

    [Fact]
    public void A_turn_that_ended_in_an_apology_is_found()
    {
        var history = lives.All.First();
        Breaks("no error", Lines(history, row => row is { FromBot: true, Seq: > 2 } ? Altered(row, line => line["Understood"] = "internal_error 0123abcd") : row));
    }

    private static void Breaks(string rule, History history) => Assert.Contains(Invariants.Check(history), broken => broken.Rule == rule);

    private static History Lines(History history, Func<TranscriptRow, TranscriptRow?> change) =>
        history with { Recording = history.Recording with { Transcript = [.. history.Recording.Transcript.Select(change).OfType<TranscriptRow>()] } };

    private static T Altered<T>(T row, Action<JsonNode> change)
    {
        var node = JsonSerializer.SerializeToNode(row)!;
        change(node);
        return node.Deserialize<T>()!;
    }
}

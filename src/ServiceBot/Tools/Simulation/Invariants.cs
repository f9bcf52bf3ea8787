using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Conversations;
using ServiceBot.Conversations.Silence;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Domain.Messaging;
using ServiceBot.Transcripts;

namespace ServiceBot.Tools.Simulation;

/// <summary>What must be true of every conversation, whatever happened to it on the way.</summary>
internal static class Invariants
{
    private const string Error = "internal_error";

    public static IReadOnlyList<Broken> Check(History history) =>
    [
        .. OneCase(history), .. EveryMessageIsKept(history), .. EveryMessageIsAnswered(history), .. InOrder(history), .. NothingAfterOptOut(history),
        .. OnThePhoneOnce(history), .. ReplayIsWhatIsStored(history), .. NoLetterIsLost(history), .. LedgerHolds(history), .. NothingBroke(history),
    ];

    /// <summary>At most one case per dialog instance, and each from a message of hers.</summary>
    private static IEnumerable<Broken> OneCase(History history)
    {
        foreach (var twice in history.Recording.Cases.GroupBy(row => InstanceOf(row)).Where(group => group.Count() > 1))
            yield return new Broken("one case", 0, $"instance {twice.Key} has {twice.Count()} cases");
        // At the time of her message, or of the answer where it was read later.
        var hers = history.Recording.Transcript.Where(row => !row.FromBot).Select(row => row.Seq).ToHashSet();
        var heard = history.Recording.Transcript.Where(row => hers.Contains(row.TurnSeq)).Select(row => row.At).ToHashSet();
        foreach (var row in history.Recording.Cases.Where(row => !heard.Contains(row.OpenedAt)))
            yield return new Broken("one case", 0, $"case {row.Reference} was opened by no message of hers");
    }

    /// <summary>Each message that she wrote is in the transcript once, under one number, as she wrote it; and nothing that she did not write.</summary>
    private static IEnumerable<Broken> EveryMessageIsKept(History history)
    {
        var rows = history.Recording.Transcript.ToDictionary(row => row.Seq);
        var keys = history.Inbox.ToDictionary(row => row.Key, row => row.Seq);
        foreach (var message in history.Sent)
        {
            if (message.Receipts.Select(receipt => receipt.Seq).Distinct().Count() != 1)
                yield return new Broken("kept once", message.Receipts.FirstOrDefault()?.Seq ?? 0, $"{message.Key} was acknowledged under {message.Receipts.Select(receipt => receipt.Seq).Distinct().Count()} numbers");
            else if (!keys.TryGetValue(message.Key, out var seq) || seq != message.Receipts[0].Seq)
                yield return new Broken("kept once", message.Receipts[0].Seq, $"{message.Key} was acknowledged and is not in the inbox");
            else if (message.Type == ActivityTypes.Message && (!rows.TryGetValue(seq, out var row) || row.FromBot || row.Text != Kept(message.Text, row)))
                yield return new Broken("kept once", seq, $"{message.Key} '{message.Text}' stands in the transcript as '{row?.Text}'");
            if (message.Receipts.Count(receipt => !receipt.Repeated) > 1) yield return new Broken("kept once", message.Receipts[0].Seq, $"{message.Key} was new twice");
        }

        var written = history.Sent.Count(message => message.Type == ActivityTypes.Message);
        var stored = history.Recording.Transcript.Count(row => row is { FromBot: false, Type: ActivityTypes.Message });
        if (history.Sent.Count > 0 && written != stored) yield return new Broken("kept once", 0, $"she wrote {written} messages and {stored} are in the transcript");
    }

    /// <summary>Numbers of persons are starred, and all digits where they may be the code that links two conversations.</summary>
    private static string Kept(string text, TranscriptRow row) => row.Understood?.StartsWith("link", StringComparison.Ordinal) == true
        ? string.Concat(text.Select(sign => char.IsDigit(sign) ? '*' : sign)) : Redaction.Mask(text);

    /// <summary>Answered, or a person's; on SMS together with what came right after it.</summary>
    private static IEnumerable<Broken> EveryMessageIsAnswered(History history)
    {
        var answered = history.Recording.Transcript.Where(row => row is { FromBot: true, Type: ActivityTypes.Message }).Select(row => row.TurnSeq).ToHashSet();
        var owned = history.Replayed.Where(turn => turn.Before.Owner == ConversationOwner.Human).Select(turn => turn.Seq).ToHashSet();
        TranscriptRow? waiting = null;
        foreach (var row in history.Recording.Transcript.Where(row => row is { FromBot: false, Type: ActivityTypes.Message }))
        {
            if (row.Understood is null) waiting ??= row;
            else if (!answered.Contains(row.Seq) && !owned.Contains(row.Seq)) yield return new Broken("answered", row.Seq, "nobody answers and nobody owns it");
            else waiting = null;
        }

        if (waiting is not null) yield return new Broken("answered", waiting.Seq, "it was never read");
    }

    /// <summary>Numbers without a gap, times that rise, each reply right after its message.</summary>
    private static IEnumerable<Broken> InOrder(History history)
    {
        var (seq, turn, at) = (0L, 0L, DateTimeOffset.MinValue);
        var answers = history.Recording.Transcript.Where(row => !row.FromBot).Select(row => row.Seq).ToHashSet();
        foreach (var row in history.Recording.Transcript)
        {
            if (row.Seq != seq + 1) yield return new Broken("in order", row.Seq, $"after {seq} comes {row.Seq}");
            if (row.At <= at) yield return new Broken("in order", row.Seq, "its time is not later than the one before");
            if (row.TurnSeq > row.Seq || row.FromBot && row.TurnSeq != row.Seq && row.TurnSeq < turn)
                yield return new Broken("in order", row.Seq, $"it answers {row.TurnSeq} after {turn} was answered");
            (seq, at) = (row.Seq, row.At);
            // A letter may come between a message and its answer; an answer to a later message may not.
            if (row.FromBot && answers.Contains(row.TurnSeq)) turn = row.TurnSeq;
        }

        if (history.Recording.Conversation.LastSeq != seq) yield return new Broken("in order", seq, $"the conversation counts to {history.Recording.Conversation.LastSeq}");
    }

    /// <summary>From "stop" until she says otherwise nothing is sent but the word that confirms it.</summary>
    private static IEnumerable<Broken> NothingAfterOptOut(History history)
    {
        var keys = history.Recording.Outbox.ToDictionary(row => row.Id, row => row.Key);
        var times = history.Recording.Transcript.ToDictionary(row => row.Seq, row => row.At);
        var (stopped, silences) = ((DateTimeOffset?)null, new List<(DateTimeOffset From, DateTimeOffset Until)>());
        foreach (var turn in history.Replayed)
        {
            if (!turn.Before.OptedOut && turn.After.OptedOut) stopped = times[turn.Seq];
            if (!turn.Before.OptedOut || turn.After.OptedOut || stopped is not { } from) continue;
            silences.Add((from, times[turn.Seq]));
            stopped = null;
        }

        if (stopped is { } open) silences.Add((open, DateTimeOffset.MaxValue));
        foreach (var message in history.Phone.Where(message => silences.Any(silence => message.At > silence.From && message.At < silence.Until)))
            if (!OutboxKey.IsLastWord(keys.GetValueOrDefault(message.OutboxId, ""))) yield return new Broken("silent after opt-out", 0, $"{keys.GetValueOrDefault(message.OutboxId, "a message")} was sent");
    }

    /// <summary>Each reply arrives at most once, in order; and one that did not arrive is not said to have.</summary>
    private static IEnumerable<Broken> OnThePhoneOnce(History history)
    {
        foreach (var twice in history.Phone.GroupBy(message => message.OutboxId).Where(group => group.Count() > 1))
            yield return new Broken("sent once", 0, $"letter {twice.Key} arrived {twice.Count()} times");
        // Answers go past news that is held for the morning, nothing else overtakes.
        var urgency = history.Recording.Outbox.ToDictionary(row => row.Id, row => row.Urgency);
        foreach (var kind in history.Phone.GroupBy(message => urgency.GetValueOrDefault(message.OutboxId)).Select(group => group.ToList()))
            for (var at = 1; at < kind.Count; at++)
                if (kind[at].OutboxId < kind[at - 1].OutboxId) yield return new Broken("sent once", 0, $"letter {kind[at].OutboxId} overtook one before it");
        var arrived = history.Phone.Select(message => message.OutboxId).ToHashSet();
        foreach (var row in history.Recording.Outbox.Where(row => row is { Kind: OutboxKind.Send }))
            if (row.State is OutboxState.Sent or OutboxState.Delivered && !arrived.Contains(row.Id)) yield return new Broken("sent once", 0, $"{row.Key} is marked as sent and did not arrive");
            else if (row.State is OutboxState.Waiting or OutboxState.Sending) yield return new Broken("sent once", 0, $"{row.Key} never left");
    }

    /// <summary>The path is a function of the answers: the recorded turns give the stored state again.</summary>
    private static IEnumerable<Broken> ReplayIsWhatIsStored(History history)
    {
        if (StateDifference.First(history.StoredState, history.ReplayedState) is { } place) yield return new Broken("replay", 0, $"derived again the state is another than stored: {place}");
        var said = history.Recording.Transcript.Where(row => row is { FromBot: true, Type: ActivityTypes.Message }).ToLookup(row => row.TurnSeq, row => row.Understood);
        foreach (var turn in history.Replayed)
        {
            var (stored, replayed) = (string.Join(", ", said[turn.Seq]), string.Join(", ", turn.Replies.Select(reply => reply.Told)));
            if (stored != replayed) yield return new Broken("replay", turn.Seq, $"it said {stored}; derived again {replayed}");
        }
    }

    /// <summary>What the events of her cases oblige us to tell her stands in the transcript once.</summary>
    private static IEnumerable<Broken> NoLetterIsLost(History history)
    {
        var posted = history.Recording.Outbox.Where(row => row.Kind == OutboxKind.Notify).ToLookup(row => row.Key);
        var told = history.Recording.Transcript.Where(row => row.FromBot).SelectMany(row => LetterMark.Parse(row.Understood)).ToLookup(mark => mark.Key);
        foreach (var key in history.Owed.Where(key => posted[key].Count() != 1)) yield return new Broken("letters", 0, $"{key} was posted {posted[key].Count()} times");
        // A reminder is told only where it still fits.
        foreach (var row in posted.SelectMany(group => group).Where(row => told[row.Key].Count() is var times && times != 1 && (times > 0 || SilenceLetter.InstanceOf(row.Key) is null)))
            yield return new Broken("letters", 0, $"{row.Key} stands in the transcript {told[row.Key].Count()} times ({row.State})");
    }

    private static IEnumerable<Broken> LedgerHolds(History history)
    {
        foreach (var row in history.Recording.Cases)
            if (CaseLedger.FirstBroken(history.Recording.Events.GetValueOrDefault(row.Reference, []), row.LastHash) is > 0 and var at)
                yield return new Broken("ledger", 0, $"event {at} of case {row.Reference} does not fit");
    }

    /// <summary>No turn ended in an apology.</summary>
    private static IEnumerable<Broken> NothingBroke(History history)
    {
        foreach (var row in history.Recording.Transcript.Where(row => row.FromBot && row.Understood?.StartsWith(Error, StringComparison.Ordinal) == true))
            yield return new Broken("no error", row.Seq, "the turn broke");
    }

    private static string InstanceOf(CaseRow row) => row.OriginKey[..row.OriginKey.LastIndexOf('/')];
}

using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;

namespace ServiceBot.Conversations;

/// <summary>An answer becomes what its turn will write: the next state, the transcript of both sides, and on a push channel what leaves by the outbox.</summary>
internal sealed class Drafting(SmsWords sms, WeChatWords wechat, StateJson states, Sealing sealing, TimeProvider time)
{
    private readonly ChannelAccount _bot = new() { Id = "servicebot", Role = "bot" };

    public TurnLog Begin(Warm before, long? answered = null) =>
        new(before, DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds()), sealing, _bot, answered);

    public TurnDraft Draft(
        Warm before, Knock? knock, TurnLog log, Answer answer, string? toId, OutboxUrgency urgency = OutboxUrgency.Answer)
    {
        if (SmsWords.Speaks(before)) answer = sms.Fit(answer, unasked: urgency != OutboxUrgency.Answer);
        if (WeChatWords.Speaks(before)) answer = wechat.Fit(answer);
        foreach (var reply in answer.Replies) log.AddReply(reply, toId);
        var effects = answer.Effects;
        var recipients = answer.Recipients;
        if (answer.Line is { } changed) before = before.ServedBy(changed.AgentId);
        var ended = knock?.Activity.Type == ActivityTypes.EndOfConversation;
        // The answer to a message that waited comes without a knock, and is an answer all the same.
        var heard = knock is null ? urgency == OutboxUrgency.Answer : knock.Activity.Type == ActivityTypes.Message;
        var after = before.Next(answer.State, states.Write(answer.State), log.LastSeq, log.At, ended, knock?.Opening.Reference, heard);
        if (after.Row.Reference is not null) recipients = Push(log, before, after, answer.IsWork ? after.Row.ProxyAgentId : null, effects, knock, urgency, recipients);
        return new TurnDraft { After = after, FirstSeq = log.FirstSeq, At = log.At, Rows = log.Rows, Payloads = log.Payloads, Effects = effects, Recipients = recipients };
    }

    /// <summary>Nothing is said; only what is known has changed.</summary>
    public TurnDraft Silent(Warm before, ConversationState state) =>
        TurnDraft.Nothing(before) with { After = before.Next(state, states.Write(state), before.Row.LastSeq, before.LastAt) };

    /// <summary>On a push channel every reply also goes to the outbox, in the same transaction, unless the caller takes the replies with the answer.</summary>
    private IReadOnlyList<string> Push(
        TurnLog log, Warm before, Warm after, string? agent, CommitUnit effects, Knock? knock, OutboxUrgency urgency, IReadOnlyList<string> recipients)
    {
        if (knock?.ExpectReplies == true || !log.Rows.Any(row => row.FromBot)) return recipients;
        // Who has told us to stop hears so once, and then nothing until she says otherwise.
        if (before.State.OptedOut && after.State.OptedOut) return recipients;
        for (var index = 0; index < log.Rows.Count; index++)
        {
            var row = log.Rows[index];
            if (!row.FromBot) continue;
            effects.Insert(new OutboxRow
            {
                Recipient = row.ConversationId,
                Kind = OutboxKind.Send,
                Key = OutboxKey.OfReply(row.ConversationId, row.Seq, lastWord: after.State.OptedOut, agent),
                Payload = sealing.Seal(log.Payloads[index]),
                CreatedAt = row.At,
                DueAt = row.At + (knock?.Hold ?? TimeSpan.Zero),
                Urgency = urgency,
                CaseReference = row.CaseReference,
                TurnSeq = log.FirstSeq,
            });
        }

        return knock?.Hold is null ? [.. recipients, after.Row.Id] : recipients;
    }
}

using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Conversations.Lines;
using ServiceBot.Data;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;
using ServiceBot.Transcripts;

namespace ServiceBot.Conversations;

/// <summary>
/// One message from arrival to draft. It writes nothing: the grain commits what this returns, or runs it again.
/// </summary>
internal sealed partial class Turn(
    ResidentTurn resident, AgentTurn agent, AgentLines lines, LineTurn line, Drafting drafting, StateJson states, Sealing sealing, TextBook texts,
    BotDbFactory databases, ILogger<Turn> logger, SlowWork? slow = null)
{
    private static readonly StoreQuery<Func<BotDb, string, long, long, IAsyncEnumerable<TranscriptRow>>> HerLines = new(() => EF.CompileAsyncQuery(
        (BotDb db, string id, long from, long until) => db.Set<TranscriptRow>().AsNoTracking().OrderBy(row => row.Seq)
            .Where(row => row.ConversationId == id && row.Seq >= from && row.Seq <= until && !row.FromBot && row.Type == ActivityTypes.Message)));
    private static readonly StoreQuery<Func<BotDb, string, long, CancellationToken, Task<DateTimeOffset>>> TimeOf = new(() => EF.CompileAsyncQuery(
        (BotDb db, string id, long seq, CancellationToken _) => db.Set<TranscriptRow>().Where(row => row.ConversationId == id && row.Seq == seq).Select(row => row.At).FirstOrDefault()));

    /// <param name="refused">The store refuses what this turn comes to, each time: she gets an apology instead, and the conversation goes on.</param>
    public async Task<TurnDraft> RunAsync(Warm before, Knock knock, CancellationToken cancellationToken, bool refused = false)
    {
        var activity = knock.Activity;
        before = await lines.CheckAsync(before, cancellationToken);
        before = before.SpokenIn(activity.Locale).WrittenIn(activity.Text, activity.Locale).ReachedAt(knock.Opening.Phone);
        if (before.State.OptedOut && activity.Type == ActivityTypes.Message && ChannelTraits.WritingOptsIn(before)) before = Listening(before);
        var log = drafting.Begin(before);
        // A conversation that begins is greeted; the event itself is not part of the talk.
        if (activity.Type == ActivityTypes.ConversationUpdate)
            return drafting.Draft(before, knock, log, await GreetAsync(before, log, cancellationToken), null);
        if (activity.Type == ActivityTypes.ContactRelationUpdate)
            return drafting.Draft(before, knock, log, await RelationAsync(before, activity, log, cancellationToken), null);
        if (activity.Type != ActivityTypes.Message)
        {
            log.AddInbound(activity, null, null);
            return drafting.Draft(before, knock, log, new Answer(before.State, []), null);
        }

        if (Waits(before, knock, log.At)) return Wait(before, knock, log);
        var answer = refused ? Refused(before, log.FirstSeq, log.At) : await AnswerAsync(before, activity, log.FirstSeq, log.At, null, cancellationToken);
        log.Secret = answer.Secret;
        log.AddInbound(activity, answer.Understood, answer.CaseReference);
        return drafting.Draft(before, knock, log, answer, IdFor(knock));
    }

    /// <summary>The answer to a message that waited: the same turn as ever, later, on the text that was stored.</summary>
    public async Task<TurnDraft> AnswerWaitingAsync(Warm before, WaitingMessage waiting, Thought thought, CancellationToken cancellationToken, bool refused = false)
    {
        var message = await StoredAsync(before, before.Row.UnreadFrom ?? waiting.Seq, waiting.Seq, cancellationToken);
        before = await lines.CheckAsync(before with { State = before.State with { Waiting = null } }, cancellationToken);
        var log = drafting.Begin(before, waiting.Seq);
        var answer = refused ? Refused(before, waiting.Seq, log.At) : await AnswerAsync(before, message.Activity, waiting.Seq, log.At, thought, cancellationToken);
        var draft = drafting.Draft(before, null, log, answer, waiting.ReplyTo);
        draft.Effects.Overwrite(message.Last with { Understood = answer.Understood, CaseReference = answer.CaseReference });
        draft.After.Row.UnreadFrom = null;
        return draft;
    }

    /// <summary>A message that waits for the next one: in the transcript, to be read later.</summary>
    public TurnDraft Take(Warm before, Knock knock)
    {
        var activity = knock.Activity;
        before = before.SpokenIn(activity.Locale).WrittenIn(activity.Text, activity.Locale).ReachedAt(knock.Opening.Phone);
        var log = drafting.Begin(before);
        log.AddInbound(activity, null, null);
        var after = before.Next(before.State, states.Write(before.State), log.LastSeq, log.At, reference: knock.Opening.Reference, heard: true);
        after.Row.UnreadFrom = before.Row.UnreadFrom ?? log.FirstSeq;
        return new TurnDraft { After = after, FirstSeq = log.FirstSeq, At = log.At, Rows = log.Rows, Payloads = log.Payloads };
    }

    /// <summary>What was taken and not read, as one message.</summary>
    public Task<StoredMessage> UnreadAsync(Warm before, CancellationToken cancellationToken) =>
        StoredAsync(before, before.Row.UnreadFrom!.Value, before.Row.LastSeq, cancellationToken);

    /// <param name="atOnce">Without slow work.</param>
    public async Task<TurnDraft> ReadAsync(Warm before, StoredMessage message, bool atOnce, CancellationToken cancellationToken, bool refused = false)
    {
        var (activity, last) = (message.Activity, message.Last);
        before = await lines.CheckAsync(before, cancellationToken);
        var knock = new Knock { Activity = activity, Opening = new Opening { Channel = before.Row.Channel, UserId = before.Row.UserId } };
        var log = drafting.Begin(before, last.Seq);
        if (!atOnce && Waits(before, knock, log.At))
            return drafting.Draft(before, knock, log, new Answer(before.State with { Waiting = new WaitingMessage(last.Seq, activity.Id, log.At + slow!.Box) }, []), null);
        var answer = refused ? Refused(before, last.Seq, log.At) : await AnswerAsync(before, activity, last.Seq, log.At, null, cancellationToken);
        var draft = drafting.Draft(before, knock, log, answer, activity.Id);
        draft.Effects.Overwrite(last with { Understood = answer.Understood, CaseReference = answer.CaseReference });
        draft.After.Row.UnreadFrom = null;
        return draft;
    }

    private async Task<StoredMessage> StoredAsync(Warm before, long from, long until, CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        var rows = await HerLines.On(db)(db, before.Row.Id, from, until).ToListAsync(cancellationToken);
        return new StoredMessage(Settling.Join([.. rows.Select(row => ActivityJson.Parse(sealing.Open(row.Payload)))]), rows[^1]);
    }

    public TurnDraft Own(Warm before, bool human)
    {
        var state = before.State with { Owner = human ? ConversationOwner.Human : ConversationOwner.Bot, PersonBy = null };
        var log = drafting.Begin(before);
        log.AddOwner(human);
        var after = before.Next(state, states.Write(state), log.LastSeq, log.At);
        // The bot's again: her silence in the form counts from now.
        if (after.Row.DraftSince is not null) after.Row.DraftSince = log.At;
        return new TurnDraft { After = after, FirstSeq = log.FirstSeq, At = log.At, Rows = log.Rows, Payloads = log.Payloads };
    }

    /// <summary>A conversation as it was left, read when its grain wakes.</summary>
    public async Task<Warm> OpenAsync(BotDb db, ConversationRow row, CancellationToken cancellationToken)
    {
        var last = row.LastSeq == 0 ? row.CreatedAt : await TimeOf.On(db)(db, row.Id, row.LastSeq, cancellationToken);
        return new Warm(row, states.Read(row.State), true, last);
    }

    public string OpenPayload(string payload) => sealing.Open(payload);

    /// <summary>A push channel knows her message by its own id, Direct Line by ours.</summary>
    private static string? IdFor(Knock knock) => knock.Opening.Reference is null ? knock.Activity.Id : knock.Key;

    /// <summary>Who takes the reply with the answer to the call cannot be told later.</summary>
    private bool Waits(Warm before, Knock knock, DateTimeOffset now) =>
        slow is not null && !knock.WantsReplies && before.Row.ProxyAgentId is null && slow.Wants(before, knock.Activity, now);

    /// <summary>Stored and acknowledged, not answered: what is waited for runs after the commit.</summary>
    private TurnDraft Wait(Warm before, Knock knock, TurnLog log)
    {
        log.AddInbound(knock.Activity, "waiting", null);
        var id = IdFor(knock);
        if (knock.Opening.Reference is null) log.AddTyping(id);
        return drafting.Draft(before, knock, log, new Answer(before.State with { Waiting = new WaitingMessage(log.FirstSeq, id, log.At + slow!.Box) }, []), null);
    }

    private Task<Answer> GreetAsync(Warm before, TurnLog log, CancellationToken cancellationToken) =>
        before.Row.LastSeq > 0 ? Task.FromResult(new Answer(before.State, []))
        : before.Row.ProxyAgentId is { } id ? agent.GreetAsync(id, before, cancellationToken)
        : resident.GreetAsync(before, log.FirstSeq, log.At, cancellationToken);

    /// <summary>She follows us, and is greeted, or does no longer, and then nothing more is sent.</summary>
    private async Task<Answer> RelationAsync(Warm before, Activity activity, TurnLog log, CancellationToken cancellationToken)
    {
        log.AddInbound(activity, $"{activity.Type} {activity.Action}", null);
        if (before.Row.ProxyAgentId is { } id)
            return activity.Action == "remove" ? await line.StopAsync(id, before, null, log.At, cancellationToken) : new Answer(before.State, []);
        return activity.Action == "remove"
            ? new Answer(before.State with { OptedOut = true }, [])
            : await resident.GreetAsync(Listening(before), log.FirstSeq, log.At, cancellationToken);
    }

    private static Warm Listening(Warm before) => before with { State = before.State with { OptedOut = false } };

    /// <summary>A turn that breaks still answers, keeps what was said, changes nothing else, and leaves a reference for staff.</summary>
    private async Task<Answer> AnswerAsync(Warm before, Activity activity, long seq, DateTimeOffset now, Thought? thought, CancellationToken cancellationToken)
    {
        try
        {
            if (SmsWords.More(before, activity.Text) is { } more) return more;
            if (before.Row.ProxyAgentId is { } id) return await agent.RunAsync(id, before, activity, now, cancellationToken) with { IsWork = true };
            var answer = await resident.RunAsync(before, activity, seq, now, thought, cancellationToken);
            return before.LineIsOver ? answer with { Replies = [Reply.Plain(texts.Render("line_over", before.State.Locale, null, SmsWords.Speaks(before)), "line_over"), .. answer.Replies] } : answer;
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or StoreUnavailableException or System.Data.Common.DbException))
        {
            var (apology, reference) = Apology(before, now);
            Log.TurnBroke(logger, before.Row.Id, seq, reference, exception);
            return apology;
        }
    }

    private Answer Refused(Warm before, long seq, DateTimeOffset now)
    {
        var (apology, reference) = Apology(before, now);
        Log.TurnRefused(logger, before.Row.Id, seq, reference);
        return apology;
    }

    private (Answer Answer, string Reference) Apology(Warm before, DateTimeOffset now)
    {
        var reference = Guid.CreateVersion7(now).ToString("N")[^8..];
        var text = texts.Render("internal_error", before.State.Locale, new Dictionary<string, string> { ["reference"] = reference });
        return (new Answer(before.State, [Reply.Plain(text, $"internal_error {reference}")]) { Understood = $"error {reference}" }, reference);
    }

    private static partial class Log
    {
        [LoggerMessage(3010, LogLevel.Error, "Turn {Seq} of {Conversation} broke; the resident was given the reference {Reference}")]
        public static partial void TurnBroke(ILogger logger, string conversation, long seq, string reference, Exception exception);

        [LoggerMessage(3011, LogLevel.Error, "The store refused what turn {Seq} of {Conversation} came to, each time; the resident was given the reference {Reference}")]
        public static partial void TurnRefused(ILogger logger, string conversation, long seq, string reference);
    }
}

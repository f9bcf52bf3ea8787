using Microsoft.EntityFrameworkCore;
using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;
using ServiceBot.Transcripts;

namespace ServiceBot.Conversations;

/// <summary>One message from arrival to draft. It writes nothing: the grain commits what this returns.</summary>
internal sealed partial class Turn(StateJson states, Sealing sealing, TextBook texts, TimeProvider time, ILogger<Turn> logger)
{
    private readonly ChannelAccount _bot = new() { Id = "servicebot", Role = "bot" };

    public async Task<TurnDraft> RunAsync(Warm before, Knock knock, CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var log = new TurnLog(before, Milliseconds(time.GetUtcNow()), sealing, _bot);
        var activity = knock.Activity;
        if (activity.Type == ActivityTypes.ConversationUpdate)
        {
            log.AddReply(Reply.Plain(texts.Render("bot_name", before.State.Locale)), null, before.Row.Channel);
        }
        else
        {
            log.AddInbound(activity, null, null);
            if (activity.Type == ActivityTypes.Message)
                log.AddReply(Reply.Plain(activity.Text ?? ""), activity.Id, before.Row.Channel);
        }

        Log.TurnRun(logger, before.Row.Id, log.FirstSeq);
        var after = before.Next(before.State, states.Write(before.State), log.LastSeq, log.At, activity.Type == ActivityTypes.EndOfConversation, knock.Opening.Reference);
        return new TurnDraft { After = after, FirstSeq = log.FirstSeq, At = log.At, Rows = log.Rows, Payloads = log.Payloads };
    }

    public Task<TurnDraft> DeliverAsync(Warm before, string key, Letter letter, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var log = new TurnLog(before, Milliseconds(time.GetUtcNow()), sealing, _bot);
        var locale = before.State.Locale;
        var choices = letter.Choices.Select(choice => new Domain.Dialogs.SayChoice(choice.Value, texts.Render(choice.LabelText, locale, letter.Args)));
        log.AddReply(new Reply(texts.Render(letter.Text, locale, letter.Args), [.. choices], $"{letter.Text} {key}", letter.CaseReference), null, before.Row.Channel);
        var after = before.Next(before.State, null, log.LastSeq, log.At);
        return Task.FromResult(new TurnDraft { After = after, FirstSeq = log.FirstSeq, At = log.At, Rows = log.Rows, Payloads = log.Payloads });
    }

    public TurnDraft Own(Warm before, bool human)
    {
        var state = before.State with { Owner = human ? ConversationOwner.Human : ConversationOwner.Bot };
        return TurnDraft.Nothing(before) with { After = before.Next(state, states.Write(state), before.Row.LastSeq, before.LastAt) };
    }

    /// <summary>A conversation as it was left, read when its grain wakes.</summary>
    public async Task<Warm> OpenAsync(BotDb db, ConversationRow row, CancellationToken cancellationToken)
    {
        var last = row.LastSeq == 0 ? row.CreatedAt : await db.Transcripts.AsNoTracking()
            .Where(entry => entry.ConversationId == row.Id && entry.Seq == row.LastSeq).Select(entry => entry.At).FirstOrDefaultAsync(cancellationToken);
        return new Warm(row, states.Read(row.State), true, last);
    }

    public string OpenPayload(string payload) => sealing.Open(payload);

    private static DateTimeOffset Milliseconds(DateTimeOffset moment) => DateTimeOffset.FromUnixTimeMilliseconds(moment.ToUnixTimeMilliseconds());

    private static partial class Log
    {
        [LoggerMessage(3010, LogLevel.Debug, "Turn {Seq} of {Conversation} was run")]
        public static partial void TurnRun(ILogger logger, string conversation, long seq);
    }
}

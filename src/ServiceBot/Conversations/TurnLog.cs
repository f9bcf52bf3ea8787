using System.Text.Json;
using ServiceBot.Channels;
using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;
using ServiceBot.Transcripts;

namespace ServiceBot.Conversations;

/// <summary>The activities of one turn in order, each with its seq, its time, its transcript row and the JSON the client gets.</summary>
/// <param name="answered">Seq of the earlier message that this turn answers; null: the turn's own first activity.</param>
internal sealed class TurnLog(Warm before, DateTimeOffset now, Sealing sealing, ChannelAccount bot, long? answered = null)
{
    private readonly List<TranscriptRow> _rows = [];
    private readonly List<string> _payloads = [];
    // Strictly rising, and to the millisecond, because that is what the store keeps.
    private DateTimeOffset _at = now > before.LastAt ? now : before.LastAt.AddMilliseconds(1);

    public long FirstSeq { get; } = before.Row.LastSeq + 1;

    public long LastSeq => before.Row.LastSeq + _rows.Count;

    /// <summary>Before the first activity is added, the time that one will have: what the turn decides by is what is kept.</summary>
    public DateTimeOffset At => _at;

    public IReadOnlyList<TranscriptRow> Rows => _rows;

    public IReadOnlyList<string> Payloads => _payloads;

    /// <summary>A code that nobody may read afterwards: every digit of hers, and the code itself where we say it.</summary>
    public string? Secret { get; set; }

    /// <summary>Her message, as the channel handed it over.</summary>
    public void AddInbound(Activity activity, string? understood, string? caseReference)
    {
        activity.ChannelId ??= before.Row.Channel;
        Add(activity, fromBot: false, understood, caseReference, []);
    }

    public void AddReply(Reply reply, string? toId)
    {
        var activity = new Activity
        {
            Type = ActivityTypes.Message,
            ChannelId = before.Row.Channel,
            From = bot,
            Recipient = new ChannelAccount { Id = before.Row.UserId },
            ReplyToId = toId,
            Locale = before.State.Locale,
            Text = reply.Text,
            ChannelData = reply.ChannelData,
            InputHint = reply.Choices.Count > 0 ? "expectingInput" : "acceptingInput",
        };
        if (reply.Choices.Count > 0)
        {
            activity.SuggestedActions = new SuggestedActions
            {
                Actions = [.. reply.Choices.Select(choice => new CardAction
                {
                    Type = "imBack",
                    Title = choice.Label,
                    Value = JsonSerializer.SerializeToElement(choice.Value, JsonSerializerOptions.Web),
                })],
            };
        }

        Add(activity, fromBot: true, reply.Told, reply.CaseReference, reply.Answers);
    }

    /// <summary>"Is typing": only a stream shows it.</summary>
    public void AddTyping(string? toId) => Add(
        new Activity { Type = ActivityTypes.Typing, ChannelId = before.Row.Channel, From = bot, Recipient = new ChannelAccount { Id = before.Row.UserId }, ReplyToId = toId },
        fromBot: true, null, null, []);

    public void AddOwner(bool human)
    {
        var activity = OwnerEvent.Of(human);
        activity.ChannelId = before.Row.Channel;
        activity.From = bot;
        Add(activity, fromBot: true, OwnerEvent.MarkOf(human), null, []);
    }

    private void Add(Activity activity, bool fromBot, string? understood, string? caseReference, IReadOnlyList<AnswerRecord> answers)
    {
        var seq = LastSeq + 1;
        if (_rows.Count > 0) _at = _at.AddMilliseconds(1);
        activity.Id = ActivityId.Of(before.Row.Id, seq);
        activity.Timestamp = _at;
        activity.Conversation ??= new ConversationAccount();
        activity.Conversation.Id = before.Row.Id;
        var json = ActivityJson.Write(activity);
        var masked = activity.Text is null ? null : Redaction.Mask(Hidden(activity.Text, fromBot));
        var personal = masked != activity.Text || Holds(activity.Value) || Holds(activity.ChannelData);
        _payloads.Add(json);
        _rows.Add(new TranscriptRow
        {
            ConversationId = before.Row.Id,
            Seq = seq,
            TurnSeq = fromBot ? answered ?? (_rows.Count > 0 ? FirstSeq : seq) : seq,
            At = _at,
            FromBot = fromBot,
            Type = activity.Type.Length <= 40 ? activity.Type : activity.Type[..40],
            Text = masked,
            Payload = personal ? sealing.Seal(json) : json,
            Understood = understood,
            CaseReference = caseReference,
            Answer = AnswerRecord.Write(answers),
            Source = AnswerRecord.SourceOf(answers),
        });
    }

    private string Hidden(string text, bool fromBot) => Secret is not { Length: > 0 } secret ? text
        : fromBot ? text.Replace(secret, new string('*', secret.Length), StringComparison.Ordinal)
        : string.Concat(text.Select(sign => char.IsDigit(sign) ? '*' : sign));

    private static bool Holds(JsonElement? element) => element is { } value && Redaction.Contains(value.GetRawText());
}

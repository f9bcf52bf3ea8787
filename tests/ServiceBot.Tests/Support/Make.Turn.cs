using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.Transcripts;

namespace ServiceBot.Tests.Support;

/// <summary>Rows as a turn writes them.</summary>
internal static partial class Make
{
    public static readonly DateTimeOffset Morning = new(2026, 3, 9, 8, 30, 0, 123, TimeSpan.FromHours(8));

    public static ConversationRow Conversation(string id, long version = 1, string state = "{}") => new()
    {
        Id = id,
        Channel = "directline",
        UserId = "dl_1",
        Locale = "zh-Hans",
        State = state,
        Version = version,
        LastSeq = version,
        CreatedAt = Morning,
        LastTurnAt = Morning,
    };

    public static InboxRow Inbox(string conversation, string key, long seq = 1) =>
        new() { ConversationId = conversation, Key = key, Seq = seq, ReceivedAt = Morning };

    public static TranscriptRow Transcript(string conversation, long seq, string? text = "你好") => new()
    {
        ConversationId = conversation,
        Seq = seq,
        TurnSeq = seq,
        At = Morning,
        FromBot = false,
        Type = "message",
        Text = text,
        Payload = $$"""{"type":"message","text":"{{text}}"}""",
    };

    public static OutboxRow Outbox(string recipient, string key) => new()
    {
        Recipient = recipient,
        Kind = OutboxKind.Notify,
        Key = key,
        Payload = "{}",
        CreatedAt = Morning,
        DueAt = Morning,
    };

    /// <summary>The first turn of a new conversation: its row, the inbox key, both sides of the transcript, a letter.</summary>
    public static CommitUnit FirstTurn(string conversation, string key = "m1")
    {
        var unit = new CommitUnit();
        unit.Insert(Conversation(conversation));
        unit.Insert(Inbox(conversation, key));
        unit.Insert(Transcript(conversation, 1));
        unit.Insert(Transcript(conversation, 2, "请问您要办什么？"));
        unit.Insert(Outbox(conversation, $"reply/{conversation}/2"));
        return unit;
    }
}

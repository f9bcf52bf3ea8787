using Orleans.Concurrency;
using ServiceBot.Domain.Messaging;

namespace ServiceBot.Channels;

/// <summary>
/// One conversation: one writer, turns one at a time. The grain's key is the conversation id: the channel, a dash, the channel's own id
/// (<c>dl-…</c>, <c>bf-…</c>). A channel can knock here without knowing who answers.
/// </summary>
internal interface IConversation : IGrainWithStringKey
{
    /// <summary>
    /// Takes a message and runs its turn. Returns after the commit: acknowledged means stored with its reply. A repeated
    /// <see cref="Knock.Key"/> has no effect and returns the first outcome.
    /// </summary>
    Task<Receipt> ReceiveAsync(Knock knock);

    /// <summary>Puts a letter of the service into the conversation, once per <paramref name="key"/>.</summary>
    Task<Receipt> DeliverAsync(string key, Letter letter);

    /// <summary>Several letters as one message that lists them, each once per its key; what was delivered before is left out of it.</summary>
    /// <returns>One per letter, in their order.</returns>
    Task<IReadOnlyList<Receipt>> DeliverAllAsync(IReadOnlyList<DueLetter> letters);

    /// <summary>Reads now what was taken and waits for more; without such a thing no effect.</summary>
    Task ReadAsync();

    /// <summary>Creates the conversation's row where it has none: Direct Line starts a conversation before the first message.</summary>
    Task<ConversationFacts> OpenAsync(Opening opening);

    /// <summary>Null when there is no such conversation.</summary>
    Task<ConversationFacts?> FindAsync();

    /// <summary>Hands the conversation to a person (<paramref name="human"/>) or back to the bot. Already so: no effect.</summary>
    Task OwnAsync(bool human);

    /// <summary>Answers the message that waits for slow work, with what came of it by now. Nothing waits: no effect.</summary>
    /// <param name="seq">Only if it is this one; null: whichever waits.</param>
    Task AnswerWaitingAsync(long? seq);

    /// <summary>Calls <paramref name="watcher"/> after each commit; call again within 5 minutes to stay registered.</summary>
    Task WatchAsync(IConversationWatcher watcher);

    Task UnwatchAsync(IConversationWatcher watcher);
}

/// <summary>Told of activities after they are committed. Best effort: whoever misses one reads the transcript from its watermark.</summary>
internal interface IConversationWatcher : IGrainObserver
{
    [OneWay]
    Task CommittedAsync(Committed committed);
}

/// <param name="FirstSeq">Seq of the first of <paramref name="Activities"/>; the others follow without a gap.</param>
/// <param name="Activities">JSON as the client gets it.</param>
[GenerateSerializer, Immutable]
internal sealed record Committed([property: Id(0)] long FirstSeq, [property: Id(1)] IReadOnlyList<string> Activities);

/// <summary>A message at the door.</summary>
[GenerateSerializer, Immutable]
internal sealed record Knock
{
    /// <summary>Null only when the client gave nothing to recognise a repeat by. At most 200 characters.</summary>
    [Id(0)] public string? Key { get; init; }
    [Id(1)] public required Activity Activity { get; init; }
    /// <summary>Used when this message starts the conversation.</summary>
    [Id(2)] public required Opening Opening { get; init; }
    /// <summary>Put the replies into the receipt (<c>deliveryMode=expectReplies</c>) instead of the outbox.</summary>
    [Id(3)] public bool ExpectReplies { get; init; }
    /// <summary>
    /// Put the replies into the outbox and into the receipt: they are due only after this time, in which the caller may say them in its answer and
    /// must then settle the rows. Dying on the way loses nothing. Null: they leave at once, or <see cref="ExpectReplies"/> decides.
    /// </summary>
    [Id(4)] public TimeSpan? Hold { get; init; }

    public bool WantsReplies => ExpectReplies || Hold is not null;
}

/// <summary>Who talks to us, and how to reach her again.</summary>
[GenerateSerializer, Immutable]
internal sealed record Opening
{
    /// <summary><c>directline</c>, <c>botframework</c>, <c>sms</c>, <c>wechat</c>.</summary>
    [Id(0)] public required string Channel { get; init; }
    /// <summary>The channel's id of the person: <c>dl_…</c>.</summary>
    [Id(1)] public required string UserId { get; init; }
    [Id(2)] public string? Locale { get; init; }
    /// <summary>Set where the person is a proxy agent who signed in: his account id. Never from a message.</summary>
    [Id(3)] public string? ProxyAgentId { get; init; }
    /// <summary>Push channels: the activity's serviceUrl, bot, user and conversation as JSON, kept for proactive messages.</summary>
    [Id(4)] public string? Reference { get; init; }
    /// <summary>Her phone where the channel itself proves it: SMS. Offered to her where a dialog asks for a phone, never taken unasked.</summary>
    [Id(5)] public string? Phone { get; init; }
}

[GenerateSerializer, Immutable]
internal sealed record Receipt
{
    /// <summary>Id of the stored inbound activity: <c>conversation|0000001</c>.</summary>
    [Id(0)] public required string ActivityId { get; init; }
    [Id(1)] public required long Seq { get; init; }
    /// <summary>True when the key had been taken before.</summary>
    [Id(2)] public bool Repeated { get; init; }
    /// <summary>Replies as JSON, only when asked for.</summary>
    [Id(3)] public IReadOnlyList<string> Replies { get; init; } = [];
}

/// <param name="LastSeq">Seq of the newest activity; 0 before the first.</param>
/// <param name="UserId">The person's id on the channel.</param>
/// <param name="Ended">No more messages are taken.</param>
[GenerateSerializer, Immutable]
internal sealed record ConversationFacts(
    [property: Id(0)] long LastSeq,
    [property: Id(1)] string UserId,
    [property: Id(2)] bool Ended);

using ServiceBot.Domain.Messaging;

namespace ServiceBot.Channels;

/// <summary>
/// The way out to one provider. The mailbox of a recipient picks it by <see cref="Channel"/> and hands it one row at a time, in this order:
/// <see cref="Check"/>, <see cref="WaitAsync"/>, a durable mark unless <see cref="KnowsRepeats"/>, <see cref="SendAsync"/>. Only the last is mandatory.
/// </summary>
internal interface ISender
{
    /// <summary><see cref="ConversationRow.Channel"/> of the conversations it serves: <c>botframework</c>.</summary>
    string Channel { get; }

    /// <summary>
    /// True where the provider takes <see cref="OutboxRow.Key"/> as idempotency key, so that the same row sent twice arrives once. Otherwise the
    /// attempt is marked before it is made, and one whose end nobody knows becomes <see cref="OutboxState.Uncertain"/>.
    /// </summary>
    bool KnowsRepeats => false;

    /// <summary>How many recipients may be served at the same time: not many more than the provider's rate leaves work for.</summary>
    int AtOnce => 256;

    /// <summary>A fate that needs no attempt (she has opted out, nothing is set up); null: go on.</summary>
    SendResult? Check(OutboxRow row, ConversationRow conversation, Activity activity) => null;

    /// <summary>SMS that the provider will charge for; 0 where nothing is charged by length.</summary>
    int SegmentsOf(Activity activity) => 0;

    /// <summary>Waits until the provider's rate allows this one. What answers her goes before what she did not ask for.</summary>
    /// <param name="segments">What <see cref="SegmentsOf"/> said.</param>
    /// <param name="cancellationToken">Another time.</param>
    ValueTask WaitAsync(OutboxRow row, int segments, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>
    /// Makes one attempt, with its own time limit inside. Whatever the provider answers is a result; an exception means a bug, and nobody
    /// knows how far it came: <see cref="SendResult.Unclear"/>.
    /// </summary>
    Task<SendResult> SendAsync(OutboxRow row, ConversationRow conversation, Activity activity, CancellationToken cancellationToken);
}

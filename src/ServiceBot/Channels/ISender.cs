using ServiceBot.Domain.Messaging;

namespace ServiceBot.Channels;

/// <summary>
/// The way out to one provider. The outbox dispatcher picks it by <see cref="Channel"/> and hands it one row at a time per recipient.
/// </summary>
internal interface ISender
{
    /// <summary><see cref="ConversationRow.Channel"/> of the conversations it serves: <c>botframework</c>.</summary>
    string Channel { get; }

    /// <summary>
    /// Makes one attempt, with its own time limit inside. <see cref="OutboxRow.Key"/> goes to the provider as idempotency key where there
    /// is one. Whatever the provider answers is a result; an exception means a bug and is treated as <see cref="SendResult.Retry"/>.
    /// </summary>
    Task<SendResult> SendAsync(OutboxRow row, ConversationRow conversation, Activity activity, CancellationToken cancellationToken);
}

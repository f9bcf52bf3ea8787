namespace ServiceBot.Channels.Sms;

/// <summary>The way to the phones: one class per gateway. Inbound and receipts are its endpoints' affair.</summary>
internal interface ISmsGateway
{
    /// <summary>Kept with each conversation: an answer leaves the way the question came. <c>kannel</c>.</summary>
    string Name { get; }

    /// <summary>The setting without which nothing can be sent, in a sentence for staff; null: it is set up.</summary>
    string? Missing { get; }

    /// <summary>One attempt, with its own time limit. What the gateway answers is a result; no answer to what was sent is <see cref="SendResult.Unclear"/>.</summary>
    Task<SendResult> SendAsync(SmsLetter letter, CancellationToken cancellationToken);
}

/// <param name="Id">Id of the outbox row: receipts come back with it.</param>
/// <param name="Attempt">Which attempt this is, from 1: receipts come back with it too.</param>
/// <param name="From">Ours.</param>
/// <param name="To">Hers.</param>
/// <param name="Text">At most two SMS long: <c>Domain/Messaging/SmsPages</c> saw to it.</param>
internal sealed record SmsLetter(long Id, int Attempt, string From, string To, string Text);

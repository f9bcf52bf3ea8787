using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;

namespace ServiceBot.Channels.Sms;

/// <summary>A row of the outbox to the gateway its conversation came by. Who has told us to stop gets nothing but the word that we do.</summary>
internal sealed class SmsSender(IEnumerable<ISmsGateway> gateways, IOptOuts optOuts, Sealing sealing) : ISender
{
    public string Channel => SmsDoor.Channel;

    public async Task<SendResult> SendAsync(OutboxRow row, ConversationRow conversation, Activity activity, CancellationToken cancellationToken)
    {
        if (activity.Type != ActivityTypes.Message || string.IsNullOrEmpty(activity.Text)) return new SendResult.Sent(null);
        if (optOuts.Holds(conversation) && !OutboxKey.IsLastWord(row.Key)) return new SendResult.OptedOut();
        if (conversation.Reference is not { } sealedReference) return new SendResult.Dead("The conversation has no number to send to.");
        var reference = SmsReference.Open(sealedReference, sealing);
        return gateways.FirstOrDefault(gateway => gateway.Name == reference.Gateway) is { } way
            ? await way.SendAsync(new SmsLetter(row.Id, reference.Ours, reference.Hers, activity.Text), cancellationToken)
            : new SendResult.Dead($"There is no gateway {reference.Gateway} any more.");
    }
}

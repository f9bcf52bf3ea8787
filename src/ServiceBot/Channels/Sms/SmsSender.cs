using Microsoft.Extensions.Options;
using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;

namespace ServiceBot.Channels.Sms;

/// <summary>A row of the outbox to the gateway its conversation came by. Who has told us to stop gets nothing but the word that we do.</summary>
internal sealed class SmsSender(IEnumerable<ISmsGateway> gateways, SendPace pace, IOptions<SmsOptions> options, IOptOuts optOuts, Sealing sealing) : ISender
{
    private const int FewestAtOnce = 8, MostAtOnce = 256;
    private static readonly TimeSpan UntilSetUp = TimeSpan.FromMinutes(10);

    public string Channel => SmsDoor.Channel;

    /// <summary>Two seconds of the rate: more would only stand in the queue.</summary>
    public int AtOnce => options.Value.SendsPerSecond is var rate and > 0 ? (int)Math.Clamp(rate * 2, FewestAtOnce, MostAtOnce) : MostAtOnce;

    public SendResult? Check(OutboxRow row, ConversationRow conversation, Activity activity)
    {
        if (activity.Type != ActivityTypes.Message || string.IsNullOrEmpty(activity.Text)) return new SendResult.Sent(null);
        if (optOuts.Holds(conversation) && !OutboxKey.IsLastWord(row.Key)) return new SendResult.OptedOut();
        if (conversation.Reference is not { } sealedReference) return new SendResult.Dead("The conversation has no number to send to.");
        var name = SmsReference.Open(sealedReference, sealing).Gateway;
        if (GatewayOf(name) is not { } gateway) return new SendResult.Dead($"There is no gateway {name} any more.");
        return gateway.Missing is { } missing ? new SendResult.Retry(missing, UntilSetUp) : null;
    }

    public int SegmentsOf(Activity activity) => SmsText.Measure(activity.Text ?? "").Segments;

    public ValueTask WaitAsync(OutboxRow row, int segments, CancellationToken cancellationToken) =>
        pace.WaitAsync(row.Urgency != OutboxUrgency.Normal, segments, cancellationToken);

    public Task<SendResult> SendAsync(OutboxRow row, ConversationRow conversation, Activity activity, CancellationToken cancellationToken)
    {
        var reference = SmsReference.Open(conversation.Reference!, sealing);
        return GatewayOf(reference.Gateway)!.SendAsync(new SmsLetter(row.Id, row.Attempts, reference.Ours, reference.Hers, activity.Text!), cancellationToken);
    }

    private ISmsGateway? GatewayOf(string name) => gateways.FirstOrDefault(gateway => gateway.Name == name);
}

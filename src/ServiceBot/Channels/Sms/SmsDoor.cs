using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;

namespace ServiceBot.Channels.Sms;

/// <summary>
/// Where a text message comes in, whatever the gateway: its conversation is the pair of numbers, ours and hers, under a name that shows
/// neither. <c>sms-4f7kq2pa-mz…</c>.
/// </summary>
internal sealed partial class SmsDoor(
    SmsNumbers numbers, SmsKey key, SmsLimits limits, SmsEchoes echoes, Sealing sealing, IGrainFactory grains, ILogger<SmsDoor> logger)
{
    public const string Channel = "sms";
    private const string KeyPrefix = "sms:";
    private const int OursLength = 8;
    /// <summary>Longer than any understanding; 30 parts.</summary>
    private const int MaxTextLength = 2000;

    /// <summary>
    /// Returns after the commit. A sender that is nobody's phone, one that floods us, another robot and an empty text have no effect and get no
    /// answer.
    /// </summary>
    /// <param name="gateway"><see cref="ISmsGateway.Name"/>.</param>
    /// <param name="id">The gateway's id of the message: the same id again has no effect.</param>
    public async Task TakeAsync(string gateway, string from, string to, string text, string? id)
    {
        var said = text.Replace("\0", "", StringComparison.Ordinal).Trim();
        if (said.Length > MaxTextLength) said = said[..MaxTextLength];
        if (numbers.MobileOf(from) is not { } hers || said.Length == 0)
        {
            Log.NotAPerson(logger);
            return;
        }

        var conversation = ConversationOf(to, hers);
        if (!limits.Allow(conversation))
        {
            Log.Flood(logger, conversation);
            return;
        }

        if (echoes.IsEcho(conversation, said, id))
        {
            Log.Echo(logger, conversation);
            return;
        }

        var user = new ChannelAccount { Id = "sms_" + key.NameOf(hers), Role = "user" };
        await grains.GetGrain<IConversation>(conversation).ReceiveAsync(new Knock
        {
            Key = InboxKey.Of(KeyPrefix, id),
            Activity = new Activity { Type = ActivityTypes.Message, ChannelId = Channel, From = user, Text = said },
            Opening = new Opening { Channel = Channel, UserId = user.Id, Phone = hers, Reference = new SmsReference(gateway, to, from).Seal(sealing) },
        });
    }

    private string ConversationOf(string to, string hers) => $"sms-{key.NameOf(numbers.OursOf(to))[..OursLength]}-{key.NameOf(hers)}";

    private static partial class Log
    {
        [LoggerMessage(4201, LogLevel.Information, "A text message without text, or from a sender that is nobody's phone, was left without an answer")]
        public static partial void NotAPerson(ILogger logger);

        [LoggerMessage(4202, LogLevel.Information, "{Conversation} sends more than the limit; a message was left without an answer")]
        public static partial void Flood(ILogger logger, string conversation);

        [LoggerMessage(4203, LogLevel.Information, "{Conversation} says the same again and again; it was left without an answer")]
        public static partial void Echo(ILogger logger, string conversation);
    }
}

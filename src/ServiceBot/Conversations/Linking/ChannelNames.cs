using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Channels.Sms;
using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;

namespace ServiceBot.Conversations.Linking;

/// <summary>A channel of hers as she knows it: 网页聊天, 短信 138****5678. Never the whole number: somebody may look over her shoulder.</summary>
internal sealed class ChannelNames(SmsNumbers numbers, Sealing sealing)
{
    private const string Id = "channel_";

    /// <summary>Values <c>other</c> and <c>address</c> for a text, without a language yet: see <see cref="CaseWords"/>.</summary>
    public Dictionary<string, string> WordsOf(ConversationRow row)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal) { ["other"] = CaseWords.Text(Id + row.Channel), ["address"] = "" };
        if (row.Channel != SmsDoor.Channel) return words;
        var hers = row.Reference is null ? null : numbers.MobileOf(SmsReference.Open(row.Reference, sealing).Hers);
        if (hers is null) words["other"] = CaseWords.Text(OfKind(row.Channel));
        else words["address"] = Redaction.Mask(hers);
        return words;
    }

    /// <summary>Text id of a channel she has no conversation on.</summary>
    public static string OfKind(string channel) => channel == SmsDoor.Channel ? "channel_sms_any" : Id + channel;
}

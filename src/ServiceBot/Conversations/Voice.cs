namespace ServiceBot.Conversations;

/// <summary>How an agent is spoken to in a conversation.</summary>
/// <param name="Sms">Short texts.</param>
/// <param name="Buttons">False: what he may reply stands in the text and nowhere else.</param>
internal readonly record struct Voice(string Locale, bool Sms, bool Buttons)
{
    public static Voice Of(Warm conversation) => new(conversation.State.Locale, SmsWords.Speaks(conversation), !ChannelTraits.IsNumbered(conversation));
}

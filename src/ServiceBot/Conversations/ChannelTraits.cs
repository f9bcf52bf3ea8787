namespace ServiceBot.Conversations;

/// <summary>What differs between channels for whoever words an answer.</summary>
internal static class ChannelTraits
{
    /// <summary>No buttons: choices are numbered lines, and a number that she types means the open question or the last menu, nothing else.</summary>
    public static bool IsNumbered(Warm conversation) => SmsWords.Speaks(conversation) || WeChatWords.Speaks(conversation);

    /// <summary>Nobody can write there without following us, so whoever writes wants to hear from us again.</summary>
    public static bool WritingOptsIn(Warm conversation) => WeChatWords.Speaks(conversation);
}

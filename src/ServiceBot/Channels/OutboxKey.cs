using System.Globalization;

namespace ServiceBot.Channels;

/// <summary>Keys of replies in the outbox: <c>reply/sms-…/12</c>.</summary>
internal static class OutboxKey
{
    private const string LastWord = "last-word/";

    /// <param name="lastWord">It confirms that nothing more will be sent: the one thing that still is.</param>
    public static string OfReply(string conversationId, long seq, bool lastWord) =>
        string.Create(CultureInfo.InvariantCulture, $"{(lastWord ? LastWord : "reply/")}{conversationId}/{seq}");

    public static bool IsLastWord(string key) => key.StartsWith(LastWord, StringComparison.Ordinal);
}

using System.Globalization;

namespace ServiceBot.Channels;

/// <summary>Keys of replies in the outbox: <c>reply/sms-…/12</c>, to an agent on his line <c>work/AGENT-A/sms-…/12</c>.</summary>
internal static class OutboxKey
{
    private const string LastWord = "last-word/";

    private const string Work = "work/";

    /// <param name="agent">Whose work it is about; null: a resident's own matter.</param>
    /// <param name="lastWord">It confirms that nothing more will be sent: the one thing that still is.</param>
    public static string OfReply(string conversationId, long seq, bool lastWord, string? agent = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{(lastWord ? LastWord : agent is null ? "reply/" : Work + agent + "/")}{conversationId}/{seq}");

    /// <summary>The agent whose work a reply is about; null for any other.</summary>
    public static string? AgentOf(string key) => key.StartsWith(Work, StringComparison.Ordinal) ? key.Split('/')[1] : null;

    public static bool IsLastWord(string key) => key.StartsWith(LastWord, StringComparison.Ordinal);
}

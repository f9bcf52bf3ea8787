using System.Globalization;

namespace ServiceBot.Channels;

/// <summary>Id of an activity: the conversation, a bar, the seq in seven digits or more. <c>dl-4f…|0000012</c>.</summary>
internal static class ActivityId
{
    public static string Of(string conversationId, long seq) =>
        string.Create(CultureInfo.InvariantCulture, $"{conversationId}|{seq:D7}");
}

using System.Text.Json;
using ServiceBot.Domain.Messaging;

namespace ServiceBot.Conversations;

/// <summary>What a message says: its text, or what the pressed button carries where the channel sends no text.</summary>
internal static class SaidText
{
    public static string Of(Activity activity) =>
        !string.IsNullOrEmpty(activity.Text) ? activity.Text
        : activity.Value is { ValueKind: JsonValueKind.String } value ? value.GetString() ?? ""
        : "";

    /// <summary>The stored attachments' own ids: the last but two parts of <c>/v3/attachments/{id}/views/original</c>.</summary>
    public static IReadOnlyList<string> AttachmentIds(Activity activity) =>
        activity.Attachments is not { Count: > 0 } attachments ? [] : [.. attachments.Select(IdOf).OfType<string>()];

    private static string? IdOf(Attachment attachment)
    {
        var parts = attachment.ContentUrl?.Split('/') ?? [];
        var at = Array.LastIndexOf(parts, "views");
        return at > 0 ? parts[at - 1] : null;
    }
}

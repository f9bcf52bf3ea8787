using System.Text.Json;
using ServiceBot.Domain.Messaging;
using ServiceBot.Transcripts;

namespace ServiceBot.Conversations;

/// <summary>
/// That a person took the conversation over, or gave it back, stands in the transcript like everything else that changes the state:
/// <c>{"type":"event","name":"handoff.status","value":{"state":"accepted"}}</c>, <c>completed</c> when the bot answers again. Clients pass over it.
/// </summary>
internal static class OwnerEvent
{
    private const string Name = "handoff.status";
    private const string Accepted = "accepted";
    private const string Completed = "completed";
    private const string TakenOver = "owner human";

    public static Activity Of(bool human) => new()
    {
        Type = ActivityTypes.Event, Name = Name, Value = JsonSerializer.SerializeToElement(new Status(human ? Accepted : Completed), JsonSerializerOptions.Web),
    };

    /// <summary>Whether a person owns it from here on; null for any other activity.</summary>
    public static bool? Read(Activity activity) =>
        activity is { Type: ActivityTypes.Event, Name: Name, Value: { ValueKind: JsonValueKind.Object } value } && value.TryGetProperty("state", out var state)
            ? state.ValueEquals(Accepted)
            : null;

    /// <summary>How the transcript's row of it is marked.</summary>
    public static string MarkOf(bool human) => human ? TakenOver : "owner bot";

    public static bool IsTakenOver(TranscriptRow row) => row is { Type: ActivityTypes.Event, Understood: TakenOver };

    private sealed record Status(string State);
}

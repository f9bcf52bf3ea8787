using System.Text.Json;
using ServiceBot.Domain.Messaging;

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

    public static Activity Of(bool human) => new()
    {
        Type = ActivityTypes.Event, Name = Name, Value = JsonSerializer.SerializeToElement(new Status(human ? Accepted : Completed), JsonSerializerOptions.Web),
    };

    /// <summary>Whether a person owns it from here on; null for any other activity.</summary>
    public static bool? Read(Activity activity) =>
        activity is { Type: ActivityTypes.Event, Name: Name, Value: { ValueKind: JsonValueKind.Object } value } && value.TryGetProperty("state", out var state)
            ? state.ValueEquals(Accepted)
            : null;

    private sealed record Status(string State);
}

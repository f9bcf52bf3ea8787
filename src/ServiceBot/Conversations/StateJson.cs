using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Platform;

namespace ServiceBot.Conversations;

/// <summary>The dialog state as it is stored: JSON, sealed as soon as it holds anything a resident said.</summary>
internal sealed class StateJson(Sealing sealing)
{
    private static readonly StateJsonContext Context = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>
    /// Reads by reflection: generated readers give every property that is missing the default of its type instead of its own, so a state that an
    /// older build wrote, or <c>{}</c>, would come back without its lists.
    /// </summary>
    private static readonly JsonSerializerOptions Reading = new() { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    public string Write(ConversationState state) => Holds(state) ? sealing.Seal(Plain(state)) : Plain(state);

    /// <summary>Never for the store.</summary>
    public static string Plain(ConversationState state) => JsonSerializer.Serialize(state, Context.ConversationState);

    public ConversationState Read(string stored) =>
        JsonSerializer.Deserialize<ConversationState>(sealing.Open(stored), Reading) ?? new ConversationState();

    private static bool Holds(ConversationState state) =>
        state.Active is { } active && (active.Answers.Count > 0 || active.Parked.Count > 0 || active.Doubts.Count > 0 || active.Tried is not null || active.Candidates.Count > 0) || state.Drafts.Count > 0 || state.Finished is not null || state.Profile.Count > 0
        || state.Pages.Count > 0 || state.Fragment is not null;
}

[JsonSerializable(typeof(ConversationState))]
internal sealed partial class StateJsonContext : JsonSerializerContext;

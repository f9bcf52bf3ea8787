using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Conversations;

/// <summary>Which place a resident belongs to, for items that only some places have.</summary>
internal static class HerPlace
{
    /// <returns>Code of 12 digits: what she has said in the form she is in, else in an earlier one, else <paramref name="ours"/>; null for every place.</returns>
    public static string? Of(ConversationState state, string? ours)
    {
        foreach (var entry in state.Active?.Answers.Values ?? [])
            if (entry is { Skipped: false, Value.Type: SlotType.Region }) return entry.Value.Value;
        foreach (var value in state.Profile.Values)
            if (value.Type == SlotType.Region) return value.Value;
        return ours;
    }
}

using ServiceBot.Domain.Dialogs;
using ServiceBot.Domain.Messaging;

namespace ServiceBot.Tools.Replaying;

/// <summary>
/// What a resident told of herself, taken out of what is shown: each answer that is not one of a few choices becomes the name of its slot,
/// <c>[phone]</c>; numbers that look like an identity are starred wherever they stand.
/// </summary>
internal sealed class PersonalWords
{
    private const int Shortest = 2;
    private readonly List<(string Word, string Slot)> _words;

    public PersonalWords(IEnumerable<ConversationState> states) => _words =
    [
        .. states.SelectMany(Instances).SelectMany(instance => instance.Answers.Concat(instance.Parked))
            .Where(pair => pair.Value.Value.Type is not (SlotType.YesNo or SlotType.Choice or SlotType.Materials))
            .SelectMany(pair => new[] { pair.Value.Value.Value, pair.Value.Value.Shown, pair.Value.Raw.Trim() }.Select(word => (word, pair.Key)))
            .Where(pair => pair.word.Length >= Shortest).Distinct().OrderByDescending(pair => pair.word.Length),
    ];

    public string Mask(string text)
    {
        foreach (var (word, slot) in _words) text = text.Replace(word, $"[{slot}]", StringComparison.Ordinal);
        return Redaction.Mask(text);
    }

    private static IEnumerable<DialogInstance> Instances(ConversationState state) =>
        new[] { state.Active, state.Finished }.Concat(state.Drafts).OfType<DialogInstance>();
}

using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Slots;

/// <summary>
/// One of a few: by label, by any word that means it, or by a word buried in a sentence when only one option's word is there. Refuses
/// with <c>choice_several</c>, <c>choice_number</c> and <c>choice_none</c>.
/// </summary>
internal sealed class ChoiceParser(Vocabulary words, NumberWords numbers) : ISlotParser
{
    private readonly string[] _not = words.Longest("corrections.not");

    public Reading Read(Heard heard, SlotSpec slot)
    {
        if (Exact(heard, slot) is { } exact) return new Reading.Found(Value(heard, slot, exact));
        if (slot.Choices.Count > 0 && numbers.Pick(heard) is { } number) return number == -1 || (number >= 1 && number <= slot.Choices.Count)
            ? new Reading.Found(Value(heard, slot, number < 0 ? slot.Choices[^1] : slot.Choices[number - 1]))
            : new Reading.Wrong("choice_number");
        if (heard.IsQuestion && heard.Bare.Length > 12) return new Reading.Nothing("choice_none");
        var (best, bestAt, bestLength, several) = ((SlotChoice?)null, 0, 0, false);
        foreach (var choice in slot.Choices)
        {
            foreach (var name in Names(choice))
            {
                var word = Ear.Even(name);
                if (word.Length == 0 || (word.Length == 1 && heard.Bare.Length > 3)) continue;
                var at = Words.Find(heard.Text, word);
                if (at < 0 || IsDenied(heard.Text, at)) continue;
                if (best is not null && best != choice && !Overlaps(at, word.Length, bestAt, bestLength)) several = true;
                if (word.Length > bestLength) (best, bestAt, bestLength) = (choice, at, word.Length);
            }
        }

        if (several) return new Reading.Wrong("choice_several");
        return best is null ? new Reading.Nothing("choice_none") : new Reading.Found(Value(heard, slot, best), bestAt, bestLength);
    }

    /// <summary>The whole message names the option.</summary>
    public static SlotChoice? Exact(Heard heard, SlotSpec slot)
    {
        foreach (var form in heard.Forms)
            foreach (var choice in slot.Choices)
                foreach (var name in Names(choice))
                    if (string.Equals(form, Ear.Even(name), StringComparison.Ordinal)) return choice;
        return null;
    }

    public static SlotValue Value(Heard heard, SlotSpec slot, SlotChoice choice) => new(slot.Type, choice.Id, heard.Label(choice));

    private static IEnumerable<string> Names(SlotChoice choice)
    {
        yield return choice.Label;
        if (choice.LabelEn is not null) yield return choice.LabelEn;
        foreach (var synonym in choice.Synonyms) yield return synonym;
        yield return choice.Id;
    }

    private bool IsDenied(string text, int at)
    {
        foreach (var word in _not)
            if (at >= word.Length && string.CompareOrdinal(text, at - word.Length, word, 0, word.Length) == 0) return true;
        return false;
    }

    private static bool Overlaps(int at, int length, int otherAt, int otherLength) => at < otherAt + otherLength && otherAt < at + length;
}

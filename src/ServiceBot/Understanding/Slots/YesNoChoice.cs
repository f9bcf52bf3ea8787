using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Slots;

/// <summary>
/// A yes/no question whose two answers have words of their own ("给自己办", "替家人办"): a clear yes or no first, then those words in a
/// sentence, then a sentence that begins with yes or no.
/// </summary>
internal sealed class YesNoChoice(YesNoParser yesNo, ChoiceParser choice) : ISlotParser
{
    public Reading Read(Heard heard, SlotSpec slot)
    {
        if (slot.Choices.Count == 0 || yesNo.Whole(heard) is not null) return yesNo.Read(heard, slot);
        if (choice.Read(heard, slot) is Reading.Found found) return found;
        // "给谁办" is not answered by yes or no.
        return yesNo.Read(heard, slot) is Reading.Found said ? said : new Reading.Nothing("choice_none");
    }
}

using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Slots;

/// <summary>Her own words, kept. Refuses with <c>text_too_long</c>, <c>text_control</c>, <c>text_empty</c>.</summary>
internal sealed class TextParser : ISlotParser
{
    private const int DefaultMax = 500;

    public Reading Read(Heard heard, SlotSpec slot)
    {
        var text = heard.Raw;
        if (text.Length == 0 || heard.Forms.Count == 0) return new Reading.Nothing("text_empty");
        if (text.Length > (slot.Max > 0 ? slot.Max : DefaultMax)) return new Reading.Wrong("text_too_long");
        foreach (var c in text)
            if (char.IsControl(c) && c is not ('\n' or '\r' or '\t')) return new Reading.Wrong("text_control");
        return new Reading.Found(new SlotValue(slot.Type, text));
    }
}

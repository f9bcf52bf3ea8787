using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Slots;

/// <summary>Where to find her, in words. Refuses with <c>address_short</c> and <c>address_too_long</c>.</summary>
internal sealed class AddressParser(Vocabulary words) : ISlotParser
{
    private const int Shortest = 3;
    private const int DefaultMax = 200;
    private readonly string[] _leads = words.Longest("places.leads");

    public Reading Read(Heard heard, SlotSpec slot)
    {
        if (heard.Forms.Count == 0) return new Reading.Nothing("address_short");
        var address = heard.Raw;
        foreach (var lead in _leads)
            if (address.Length > lead.Length && address.StartsWith(lead, StringComparison.OrdinalIgnoreCase))
            {
                address = address[lead.Length..];
                break;
            }

        address = string.Join(' ', address.Trim(' ', ':', '\uFF1A', ',', '\uFF0C', '.', '\u3002').Split((char[])['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
        if (address.Length < Shortest || address.Any(char.IsControl)) return new Reading.Wrong("address_short");
        if (address.Length > (slot.Max > 0 ? slot.Max : DefaultMax)) return new Reading.Wrong("address_too_long");
        return new Reading.Found(new SlotValue(SlotType.Address, address));
    }
}

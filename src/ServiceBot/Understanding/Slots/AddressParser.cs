using System.Collections.Frozen;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Slots;

/// <summary>Where to find her, in words. Refuses with <c>address_short</c> and <c>address_too_long</c>.</summary>
internal sealed class AddressParser(Vocabulary words) : ISlotParser
{
    private const int Shortest = 3;

    /// <summary>A longer number is a phone.</summary>
    private const int LongestHouse = 8;
    private const int DefaultMax = 200;
    private readonly string[] _leads = words.Longest("places.leads");
    private readonly string[] _refusals = words.List("answers.refusal");
    private readonly FrozenSet<string> _no = words.Set("answers.no");

    public Reading Read(Heard heard, SlotSpec slot)
    {
        if (heard.Forms.Count == 0 || heard.IsQuestion || heard.Forms.Any(_no.Contains) || IsRefusal(heard.Text)) return new Reading.Nothing("address_short");
        var address = heard.Raw;
        foreach (var lead in _leads)
            if (address.Length > lead.Length && address.StartsWith(lead, StringComparison.OrdinalIgnoreCase))
            {
                address = address[lead.Length..];
                break;
            }

        address = string.Join(' ', address.Trim(' ', ':', '\uFF1A', ',', '\uFF0C', '.', '\u3002').Split((char[])['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
        if (address.Length < Shortest || address.Any(char.IsControl) || (address.Length > LongestHouse && !address.Any(char.IsLetter))) return new Reading.Wrong("address_short");
        if (address.Length > (slot.Max > 0 ? slot.Max : DefaultMax)) return new Reading.Wrong("address_too_long");
        return new Reading.Found(new SlotValue(SlotType.Address, address));
    }

    /// <summary>"忘了门牌号了" says nothing; "没有门牌，村西头第一家" says where.</summary>
    private bool IsRefusal(string text)
    {
        var left = 0;
        foreach (var clause in text.Split([',', ';', '\u3002'], StringSplitOptions.TrimEntries))
            if (!Words.Contains(clause, _refusals)) left += clause.Length;
        return left <= Shortest && Words.Contains(text, _refusals);
    }
}

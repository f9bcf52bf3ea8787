using PhoneNumbers;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Slots;

/// <summary>
/// A mobile number or a landline with its area code, in the country. Refuses with <c>phone_wrong_length</c>, <c>phone_prefix</c>,
/// <c>phone_area_code</c>, <c>phone_is_id</c>, <c>phone_none</c>.
/// </summary>
internal sealed class PhoneParser(SpokenDigits digits) : ISlotParser
{
    private const int MobileLength = 11;
    private const int IdLength = 18;

    /// <summary>Fewer digits than a local number has are an age or a house number, unless the message is nothing else.</summary>
    private const int LocalLength = 7;

    public Reading Read(Heard heard, SlotSpec slot)
    {
        var text = digits.Spelled(heard.Text);
        var groups = digits.Groups(text);
        for (var first = 0; first < groups.Count; first++)
        {
            foreach (var chain in SpokenDigits.Chains(groups, first))
                if (InCountry(chain.Digits) is { } number)
                    return ReferenceEquals(text, heard.Text)
                        ? new Reading.Found(new SlotValue(SlotType.Phone, number), chain.Start, chain.End - chain.Start)
                        : new Reading.Found(new SlotValue(SlotType.Phone, number));
        }

        return Refuse(heard, groups);
    }

    private static Reading Refuse(Heard heard, List<DigitGroup> groups)
    {
        var longest = "";
        for (var first = 0; first < groups.Count; first++)
            foreach (var chain in SpokenDigits.Chains(groups, first))
                if (chain.Digits.Length > longest.Length) longest = chain.Digits;
        if (longest.Length < LocalLength && !(longest.Length > 2 && longest.Length >= heard.Text.Length / 2)) return new Reading.Nothing("phone_none");
        return new Reading.Wrong(longest.Length switch
        {
            IdLength => "phone_is_id",
            MobileLength => "phone_prefix",
            7 or 8 when longest[0] is not ('0' or '1') => "phone_area_code",
            _ => "phone_wrong_length",
        });
    }

    /// <summary>As dialled in the country: <c>13912345678</c>, <c>0311-88012345</c>; null when it is no number.</summary>
    private static string? InCountry(string digits)
    {
        var number = digits;
        if (number.StartsWith("0086", StringComparison.Ordinal)) number = number[4..];
        else if (number.StartsWith("86", StringComparison.Ordinal) && number.Length > MobileLength) number = number[2..];
        if (number.Contains('X')) return null;
        if (number.Length == MobileLength && number[0] == '1') return number[1] >= '3' ? number : null;
        if (number.Length is not (10 or 11 or 12)) return null;
        if (number[0] != '0') number = number.Length < digits.Length ? "0" + number : number;
        return number[0] == '0' && number.Length <= 12 ? Landline(number) : null;
    }

    private static string? Landline(string number)
    {
        var area = number[1] <= '2' ? 3 : 4;
        if (number.Length - area is not (7 or 8)) return null;
        var util = PhoneNumberUtil.GetInstance();
        var parsed = new PhoneNumber.Builder().SetCountryCode(86).SetNationalNumber(ulong.Parse(number[1..], System.Globalization.CultureInfo.InvariantCulture)).Build();
        return util.IsValidNumberForRegion(parsed, "CN") ? $"{number[..area]}-{number[area..]}" : null;
    }
}

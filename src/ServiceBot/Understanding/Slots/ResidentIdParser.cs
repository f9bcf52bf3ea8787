using System.Globalization;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Domain.Messaging;

namespace ServiceBot.Understanding.Slots;

/// <summary>
/// A resident identity number of 18 characters (GB 11643-1999: region, day of birth, sequence, check digit by ISO 7064 MOD 11-2). The
/// animal and the age said with it have to fit, else it is doubtful. The region is where it was first registered, often abolished since, and is not checked. Refuses with <c>id_old</c> (15 digits),
/// <c>id_wrong_length</c>, <c>id_bad_date</c>, <c>id_check_digit</c>, <c>id_wrong_chars</c>, <c>id_is_phone</c>, <c>id_none</c>.
/// </summary>
internal sealed class ResidentIdParser(SpokenDigits digits, BirthSigns signs) : ISlotParser
{
    private const int Length = 18;
    private const int OldLength = 15;
    private const int OldestYears = 130;

    public Reading Read(Heard heard, SlotSpec slot)
    {
        var groups = digits.Groups(heard.Text);
        var (longest, wrong) = ("", (string?)null);
        for (var first = 0; first < groups.Count; first++)
        {
            foreach (var chain in SpokenDigits.Chains(groups, first))
            {
                if (chain.Digits.Length > longest.Length) longest = chain.Digits;
                if (chain.Digits.Length != Length) continue;
                var reason = Check(chain.Digits, heard.Said.Today);
                if (reason is null) return Found(chain) with { IsDoubtful = signs.Disagrees(heard, Born(chain.Digits)) };
                wrong ??= reason;
            }
        }

        if (wrong is not null) return new Reading.Wrong(wrong);
        if (longest.Length == OldLength) return new Reading.Wrong("id_old");
        if (longest.Length == 11 && longest[0] == '1' && longest[1] >= '3') return new Reading.Wrong("id_is_phone");
        var isAttempt = longest.Length >= 8 || (longest.Length > 3 && longest.Length >= heard.Text.Length / 2);
        return isAttempt ? new Reading.Wrong("id_wrong_length") : new Reading.Nothing("id_none");
    }

    /// <summary>Null when it is right, else the reason.</summary>
    internal static string? Check(string number, DateOnly today)
    {
        if (number.AsSpan(0, Length - 1).Contains('X') || number[0] == '0') return "id_wrong_chars";
        if (!DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born)) return "id_bad_date";
        if (born > today || born < today.AddYears(-OldestYears)) return "id_bad_date";
        return CheckDigit(number) == number[^1] ? null : "id_check_digit";
    }

    private static DateOnly Born(string number) => DateOnly.ParseExact(number.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture);

    internal static char CheckDigit(ReadOnlySpan<char> number)
    {
        ReadOnlySpan<int> weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        var sum = 0;
        for (var i = 0; i < weights.Length; i++) sum += weights[i] * (number[i] - '0');
        return "10X98765432"[sum % 11];
    }

    /// <summary>Read back masked: a screen may be looked at by others.</summary>
    private static Reading.Found Found(DigitGroup chain) =>
        new(new SlotValue(SlotType.ResidentId, chain.Digits, Redaction.Mask(chain.Digits)), chain.Start, chain.End - chain.Start);
}

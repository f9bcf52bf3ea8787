using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Slots;

/// <summary>
/// A unified social credit code: 18 characters without I, O, Z, S, V (GB 32100-2015). Early codes are legal though their check character
/// is wrong, so such a one is doubtful and not refused. Refuses with <c>credit_wrong_length</c>, <c>credit_wrong_chars</c>, <c>credit_none</c>.
/// </summary>
internal sealed class CreditCodeParser : ISlotParser
{
    private const int Length = 18;
    private const int Attempt = 10;
    private const int LeastDigits = 6;
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    public Reading Read(Heard heard, SlotSpec slot)
    {
        var longest = "";
        var text = heard.Text;
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsAsciiLetterOrDigit(text[at])) continue;
            var (end, code) = (at, "");
            while (TryGroup(text, ref end, out var group) && (code.Length > 0 || group.Any(char.IsAsciiDigit)))
            {
                code += group;
                if (code.Length == Length && IsCode(code)) return Found(code, at, end);
                if (code.Length > longest.Length) longest = code;
                if (code.Length > Length || end >= text.Length || text[end] is not (' ' or '-')) break;
                end++;
            }

            while (at + 1 < text.Length && char.IsAsciiLetterOrDigit(text[at + 1])) at++;
        }

        if (longest.Length == Length) return new Reading.Wrong("credit_wrong_chars");
        return longest.Length >= Attempt ? new Reading.Wrong("credit_wrong_length") : new Reading.Nothing("credit_none");
    }

    private static Reading.Found Found(string code, int start, int end) =>
        new(new SlotValue(SlotType.CreditCode, code), start, end - start) { IsDoubtful = CheckCharacter(code) != code[^1] };

    /// <summary>GB 32100-2015: weights are the powers of 3 modulo 31.</summary>
    internal static char CheckCharacter(string code)
    {
        var (sum, weight) = (0, 1);
        for (var i = 0; i < Length - 1; i++)
        {
            sum += Alphabet.IndexOf(code[i], StringComparison.Ordinal) * weight;
            weight = weight * 3 % Alphabet.Length;
        }

        return Alphabet[(Alphabet.Length - (sum % Alphabet.Length)) % Alphabet.Length];
    }

    private static bool IsCode(string code) => code.All(c => Alphabet.Contains(c, StringComparison.Ordinal)) && code.Count(char.IsAsciiDigit) >= LeastDigits;

    private static bool TryGroup(string text, ref int at, out string group)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiLetterOrDigit(text[at])) at++;
        group = text[start..at].ToUpperInvariant();
        return group.Length > 0;
    }
}

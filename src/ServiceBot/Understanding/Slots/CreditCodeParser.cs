using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Slots;

/// <summary>
/// A unified social credit code: 18 characters without I, O, Z, S, V (GB 32100-2015). Early codes are legal though their check character
/// is wrong, so it is not asked for. Refuses with <c>credit_wrong_length</c>, <c>credit_wrong_chars</c>, <c>credit_none</c>.
/// </summary>
internal sealed class CreditCodeParser : ISlotParser
{
    private const int Length = 18;
    private const int Attempt = 10;
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    public Reading Read(Heard heard, SlotSpec slot)
    {
        var longest = "";
        var text = heard.Text;
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsAsciiLetterOrDigit(text[at])) continue;
            var start = at;
            while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || (text[at] is ' ' or '-' && at + 1 < text.Length && char.IsAsciiLetterOrDigit(text[at + 1])))) at++;
            var code = string.Concat(text[start..at].Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
            if (code.Length == Length && code.All(c => Alphabet.Contains(c, StringComparison.Ordinal))) return new Reading.Found(new SlotValue(SlotType.CreditCode, code), start, at - start);
            if (code.Length > longest.Length && code.Any(char.IsAsciiDigit)) longest = code;
        }

        if (longest.Length == Length) return new Reading.Wrong("credit_wrong_chars");
        return longest.Length >= Attempt ? new Reading.Wrong("credit_wrong_length") : new Reading.Nothing("credit_none");
    }
}

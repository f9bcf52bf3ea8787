using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ServiceBot.Domain.Cases;

/// <summary>
/// The number of an errand, as an old person can type it on a phone or read it out: digits only, two of the year, at least six of a
/// counter, one check digit. Example <c>260000019</c>, shown as <c>260 000 019</c>.
/// </summary>
/// <remarks>
/// The check digit (H. Michael Damm's quasigroup, 2004) finds every single wrong digit and every swap of neighbours, so a slip of the
/// finger is told apart from "there is no such case". It is not a secret: who may see a case is never decided by knowing its number.
/// </remarks>
public readonly record struct CaseReference
{
    private const int CounterDigits = 6;
    private const int LongestCounter = 9;

    /// <summary>Row by row the quasigroup of order 10: interim digit × 10 + next digit.</summary>
    private const string Quasigroup =
        "0317598642" + "7092154863" + "4206871359" + "1750983426" + "6123045978" + "3674209581" + "5869720134" + "8945362017" + "9438617205" + "2581436790";

    private CaseReference(string value) => Value = value;

    /// <summary>Digits without a break. Empty only in <c>default</c>, which no case has.</summary>
    public string Value => field ?? "";

    /// <param name="year">2026 gives 26.</param>
    /// <param name="counter">From 1. Above 999,999 the number grows longer; it never starts again.</param>
    public static CaseReference Create(int year, long counter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(counter, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(counter, 999_999_999);
        var body = string.Create(CultureInfo.InvariantCulture, $"{year % 100:00}{counter:000000}");
        return new CaseReference(body + CheckDigit(body));
    }

    /// <summary>Takes spaces, dashes, dots and full-width digits as people type them. Refuses any other sign, a wrong length, a wrong check digit.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out CaseReference reference)
    {
        reference = default;
        if (text is null || text.Length > 60) return false;
        var digits = new StringBuilder(text.Length);
        foreach (var sign in text)
        {
            // CharUnicodeInfo reads the full-width digits U+FF10 to U+FF19 too.
            var digit = CharUnicodeInfo.GetDecimalDigitValue(sign);
            if (digit >= 0) digits.Append((char)('0' + digit));
            else if (!char.IsWhiteSpace(sign) && CharUnicodeInfo.GetUnicodeCategory(sign) is not UnicodeCategory.DashPunctuation && sign is not '.') return false;
        }

        if (digits.Length is < 2 + CounterDigits + 1 or > 2 + LongestCounter + 1) return false;
        var value = digits.ToString();
        if (CheckDigit(value.AsSpan()[..^1]) != value[^1]) return false;
        reference = new CaseReference(value);
        return true;
    }

    /// <exception cref="FormatException">The text is no reference. For what people type use <see cref="TryParse"/>.</exception>
    public static CaseReference Parse(string text) =>
        TryParse(text, out var reference) ? reference : throw new FormatException("Not a case reference.");

    /// <summary>In groups of three from the left: <c>260 000 019</c>.</summary>
    public string ToSpaced() => string.Join(' ', Value.Chunk(3).Select(group => new string(group)));

    public override string ToString() => Value;

    private static char CheckDigit(ReadOnlySpan<char> digits)
    {
        var interim = 0;
        foreach (var digit in digits) interim = Quasigroup[interim * 10 + (digit - '0')] - '0';
        return (char)('0' + interim);
    }
}

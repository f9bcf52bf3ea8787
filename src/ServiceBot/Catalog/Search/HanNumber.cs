namespace ServiceBot.Catalog.Search;

/// <summary>Whole numbers as they stand in policy texts: 八十, 二百五十, 一万二千. For comparing; what a resident says is read in Understanding.</summary>
internal static class HanNumber
{
    // 一二三四五六七八九, 两, 〇, 零, 十百千万
    private const string Digits = "\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D", Tens = "\u5341\u767E\u5343";
    private const char Two = '\u4E24', Zero = '\u96F6', Round = '\u3007', TenThousand = '\u4E07';
    private const int Most = 100_000_000;

    /// <returns>How many characters from the beginning of the text make a number; 0 for none.</returns>
    public static int Read(ReadOnlySpan<char> text, out int value)
    {
        var (at, total, part, digit) = (0, 0, 0, -1);
        for (; at < text.Length; at++)
        {
            var letter = text[at];
            var one = letter == Two ? 2 : letter is Zero or Round ? 0 : Digits.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var found ? found + 1 : -1;
            if (one >= 0) digit = digit < 0 || (digit == 0 && part > 0) ? one : Math.Min(Most, digit * 10 + one);
            else if (Tens.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var power && (digit != 0 || part > 0))
            {
                part += (digit < 0 ? 1 : digit) * (power == 0 ? 10 : power == 1 ? 100 : 1000);
                digit = -1;
            }
            else if (letter == TenThousand && (digit > 0 || part > 0))
            {
                total = Math.Min(Most, part + Math.Max(0, digit)) % Most * 10_000 % Most;
                (part, digit) = (0, -1);
            }
            else break;
            if (part > Most) break;
        }

        value = total + part + Math.Max(0, digit);
        return at;
    }
}

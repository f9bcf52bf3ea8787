namespace ServiceBot.Domain.Messaging;

/// <summary>One number found by <see cref="Redaction"/>: where it ends, how many digits it has, how many stay readable.</summary>
internal readonly record struct PrivateNumber(int End, int Count, int KeepHead, int KeepTail)
{
    private const int LongestCard = 19;
    private const int MaxSeparators = 3;

    /// <summary>
    /// The private number that starts with the group of digits at <paramref name="start"/>. A group that is one by itself is taken;
    /// otherwise the longest chain of groups that is one.
    /// </summary>
    public static PrivateNumber? At(string text, int start)
    {
        Span<sbyte> digits = stackalloc sbyte[LongestCard + 1];
        Span<int> groups = stackalloc int[LongestCard + 1];
        var shape = new NumberShape(digits, groups);
        PrivateNumber? best = null;
        var at = start;
        while (true)
        {
            var end = GroupEnd(text, at);
            if (IsLeftover(text, at, end)) return best;
            if (end - at > LongestCard) return best ?? (at == start ? new PrivateNumber(end, end - at, 0, 4) : null);
            if (!shape.Add(text, at, end)) return best;
            if (Alone(text, end, ref shape) is { } found) return found;
            best = shape.Chained(end) ?? best;
            at = Next(text, end);
            if (at < 0) return best;
        }
    }

    /// <summary>End of the unbroken digits of one script that start at <paramref name="start"/>; an X is a group of its own.</summary>
    public static int GroupEnd(string text, int start)
    {
        if (IsX(text[start])) return start + 1;
        var chinese = ChineseDigit(text[start]) >= 0;
        var end = start + 1;
        while (end < text.Length && Digit(text[end]) >= 0 && ChineseDigit(text[end]) >= 0 == chinese) end++;
        return end;
    }

    /// <summary>Value of a decimal digit of any script, or of a spoken Chinese digit; -1 for everything else.</summary>
    public static int Digit(char c)
    {
        if (char.IsAsciiDigit(c)) return c - '0';
        if (c < '\u0080') return -1;
        var chinese = ChineseDigit(c);
        return chinese >= 0 ? chinese : char.IsDigit(c) ? (int)char.GetNumericValue(c) : -1;
    }

    public static bool IsX(char c) => c is 'x' or 'X' or '\uFF38' or '\uFF58';

    private static int ChineseDigit(char c) => c switch
    {
        '\u96F6' or '\u3007' or '\u25CB' => 0, // ling
        '\u4E00' or '\u5E7A' or '\u58F9' => 1, // yi, yao
        '\u4E8C' or '\u4E24' or '\u8D30' => 2, // er, liang
        '\u4E09' or '\u53C1' => 3,
        '\u56DB' or '\u8086' => 4,
        '\u4E94' or '\u4F0D' => 5,
        '\u516D' or '\u9646' => 6,
        '\u4E03' or '\u67D2' => 7,
        '\u516B' or '\u634C' => 8,
        '\u4E5D' or '\u7396' => 9,
        _ => -1,
    };

    /// <summary>
    /// What stayed readable of a number masked before is not read again as the start or end of another. Three stars tell it from the
    /// one of a list and the two of bold type.
    /// </summary>
    private static bool IsLeftover(string text, int start, int end) =>
        end - start <= 4 && (HasStars(text, start - 1, -1) || HasStars(text, end, 1));

    private static bool HasStars(string text, int at, int step)
    {
        for (var stars = 0; at >= 0 && at < text.Length; at += step)
        {
            if (text[at] == '*' && ++stars == 3) return true;
            if (text[at] != '*' && !IsSeparator(text[at])) return false;
        }

        return false;
    }

    private static PrivateNumber? Alone(string text, int end, ref NumberShape shape)
    {
        if (shape.Groups != 1 || shape.Alone(end) is not { } found) return null;
        return found.Count == 17 && end < text.Length && IsX(text[end]) ? new PrivateNumber(end + 1, 18, 3, 4) : found;
    }

    /// <summary>Start of the next group of the chain, or -1.</summary>
    private static int Next(string text, int end)
    {
        for (var at = end; at < text.Length && at - end <= MaxSeparators; at++)
        {
            if (Digit(text[at]) >= 0 || IsX(text[at])) return at;
            if (!IsSeparator(text[at])) return -1;
        }

        return -1;
    }

    private static bool IsSeparator(char c) => c is ' ' or '\t' or '-' or '_' or '.' or '(' or ')' or '\u00A0' or '\u00B7' or '\u3000'
        or '\uFF0D' or '\uFF08' or '\uFF09' or '\u2212' or '\u2060' or '\uFEFF' or (>= '\u2000' and <= '\u2015');
}

namespace ServiceBot.Domain.Messaging;

/// <summary>Digits read so far and how they were grouped, and whether that is the shape of something private.</summary>
internal ref struct NumberShape(Span<sbyte> digits, Span<int> groups)
{
    private const sbyte X = 10;
    private readonly Span<sbyte> _digits = digits;
    private readonly Span<int> _groups = groups;
    private int _count;

    public int Groups { get; private set; }

    /// <returns>False when the chain would be longer than anything private.</returns>
    public bool Add(string text, int start, int end)
    {
        if (_count + end - start >= _digits.Length) return false;
        for (var i = start; i < end; i++) _digits[_count++] = PrivateNumber.IsX(text[i]) ? X : (sbyte)PrivateNumber.Digit(text[i]);
        _groups[Groups++] = end - start;
        return true;
    }

    /// <summary>Written together: 16 digits and more are a card or an identity number whatever they are.</summary>
    public readonly PrivateNumber? Alone(int end) => _count switch
    {
        18 or 17 => new PrivateNumber(end, _count, 3, 4),
        >= 16 => new PrivateNumber(end, _count, 0, 4),
        15 when IsDay(6, 2) => new PrivateNumber(end, _count, 3, 4),
        15 when Starts(0, 0, 8, 6) && IsMobile(4) => new PrivateNumber(end, _count, 7, 4),
        13 when Starts(8, 6) && IsMobile(2) => new PrivateNumber(end, _count, 5, 4),
        11 when IsMobile(0) => new PrivateNumber(end, _count, 3, 4),
        >= 10 and <= 12 when IsLandline => new PrivateNumber(end, _count, AreaLength, 4),
        _ => null,
    };

    /// <summary>Several groups in a row. The last four stay readable only where they are one group.</summary>
    public readonly PrivateNumber? Chained(int end)
    {
        if (Groups < 2) return null;
        var tail = _groups[Groups - 1] >= 4 ? 4 : 0;
        if (_count == 11 && IsMobile(0) && IsMobileGrouping) return new PrivateNumber(end, _count, 3, tail);
        if (_count is >= 10 and <= 12 && IsLandline && IsLandlineGrouping) return new PrivateNumber(end, _count, AreaLength, tail);
        if (_count == 18 && IsIdentity) return new PrivateNumber(end, _count, 3, tail);
        if (_count is >= 16 and <= 19 && IsCard) return new PrivateNumber(end, _count, 0, tail);
        return null;
    }

    private readonly bool IsMobile(int at) => _digits[at] == 1 && _digits[at + 1] >= 3 && !HasX;

    /// <summary>3-4-4 and its like, 3-2-2-2-2, or digit by digit; 150 2026-03-05 is none of them.</summary>
    private readonly bool IsMobileGrouping
    {
        get
        {
            bool three = true, pairs = _groups[0] == 3, single = true;
            for (var i = 0; i < Groups; i++)
            {
                three &= _groups[i] >= 3;
                pairs &= i == 0 || _groups[i] == 2;
                single &= _groups[i] == 1;
            }

            return three || pairs || single;
        }
    }

    private readonly bool IsLandline => _digits[0] == 0 && _digits[1] is >= 1 and <= 9 && _count - AreaLength is (7 or 8) && !HasX;

    /// <summary>010 and 02x have three digits, every other area four.</summary>
    private readonly int AreaLength => _digits[1] <= 2 ? 3 : 4;

    private readonly bool IsLandlineGrouping
    {
        get
        {
            var least = _groups[0] is 3 or 4 ? 3 : 1;
            var most = _groups[0] is 3 or 4 ? 8 : 1;
            for (var i = 0; i < Groups; i++)
                if (_groups[i] < least || _groups[i] > most) return false;
            return true;
        }
    }

    /// <summary>A day of birth where one belongs. Where it is written as a date (130123 1945-03-15 0022), the check digit decides.</summary>
    private readonly bool IsIdentity
    {
        get
        {
            if (_digits[0] == 0 || !IsDay(6, 4) || _digits[..17].Contains(X)) return false;
            if (Groups == 2 && _groups[0] == 9) return false;
            return !(Groups >= 4 && _groups[0] == 6 && _groups[1] == 4 && _groups[2] == 2 && _groups[3] == 2) || HasCheckDigit;
        }
    }

    private readonly bool HasCheckDigit
    {
        get
        {
            ReadOnlySpan<sbyte> weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
            var sum = 0;
            for (var i = 0; i < weights.Length; i++) sum += weights[i] * _digits[i];
            return (sum + _digits[17]) % 11 == 1;
        }
    }

    /// <summary>Fours from 3, 4, 5, 6 or 9 on; issuer and account (622202 1234567890123) when the Luhn sum is right.</summary>
    private readonly bool IsCard
    {
        get
        {
            if (HasX) return false;
            bool fours = _digits[0] is 3 or 4 or 5 or 6 or 9, threes = true;
            for (var i = 0; i < Groups - 1; i++)
            {
                fours &= _groups[i] == 4;
                threes &= _groups[i] >= 3;
            }

            return fours || (threes && _groups[0] is 4 or 6 && HasLuhn);
        }
    }

    private readonly bool HasLuhn
    {
        get
        {
            var sum = 0;
            for (var i = 0; i < _count; i++)
            {
                var value = (int)_digits[_count - 1 - i];
                if (i % 2 == 1) value = value * 2 > 9 ? (value * 2) - 9 : value * 2;
                sum += value;
            }

            return sum % 10 == 0;
        }
    }

    private readonly bool IsDay(int at, int yearLength)
    {
        if (yearLength == 4 && ((_digits[at] * 10) + _digits[at + 1]) is < 18 or > 20) return false;
        var month = (_digits[at + yearLength] * 10) + _digits[at + yearLength + 1];
        var day = (_digits[at + yearLength + 2] * 10) + _digits[at + yearLength + 3];
        return month is >= 1 and <= 12 && day is >= 1 and <= 31;
    }

    private readonly bool HasX => _digits[.._count].Contains(X);

    private readonly bool Starts(params ReadOnlySpan<sbyte> head) => _digits[.._count].StartsWith(head);
}

using System.Collections.Frozen;
using System.Globalization;

namespace ServiceBot.Understanding;

/// <summary>Numbers as they are written and said: 1,200 · 3.5万 · 两千五 · 一百零五 · 二〇二六 · 廿三 · 半.</summary>
internal sealed class NumberWords
{
    private readonly FrozenDictionary<char, int> _digits;
    private readonly FrozenDictionary<char, int> _units;
    private readonly FrozenDictionary<char, int> _tens;
    private readonly FrozenDictionary<char, int> _couples;
    private readonly FrozenDictionary<string, int> _english;
    private readonly FrozenDictionary<char, int> _letters;
    private readonly FrozenSet<char> _spelledOnly;
    private readonly string[] _points;
    private readonly string[] _picks;
    private readonly string[] _tails;
    private readonly string[] _plainTails;
    private readonly string _ordinal;

    public NumberWords(Vocabulary words)
    {
        _digits = words.Signs("numbers.digits");
        _units = words.Signs("numbers.units");
        _tens = words.Signs("numbers.tens");
        _couples = words.Signs("numbers.couples");
        _letters = words.Signs("numbers.letters");
        _english = words.Numbers("numbers.english");
        _spelledOnly = words.List("numbers.spelled_only").Select(word => word[0]).ToFrozenSet();
        _points = words.List("numbers.point");
        _picks = words.Longest("numbers.pick");
        _tails = words.List("numbers.ordinal_tails");
        _plainTails = words.List("numbers.plain_tails");
        _ordinal = words.List("numbers.ordinal")[0];
        Half = words.List("numbers.half")[0][0];
    }

    public char Half { get; }

    /// <summary>A digit, ten, or a sign that is a digit only before a unit.</summary>
    public bool StartsNumber(string text, int at)
    {
        var c = text[at];
        if (char.IsAsciiDigit(c) || _units.GetValueOrDefault(c) == 10 || _tens.ContainsKey(c) || _couples.ContainsKey(c)) return true;
        return _digits.ContainsKey(c) && (!_spelledOnly.Contains(c) || (at + 1 < text.Length && _units.ContainsKey(text[at + 1])));
    }

    /// <summary>A digit in any script, ten among them.</summary>
    public bool IsDigit(char c) => char.IsAsciiDigit(c) || _digits.ContainsKey(c) || _units.GetValueOrDefault(c) == 10;

    /// <summary>A unit without its number before it, as in the dialects' "百二".</summary>
    public bool IsUnit(char c) => _units.ContainsKey(c);

    public bool TryUnit(char c, out int unit) => _units.TryGetValue(c, out unit);

    /// <summary>"100k", "3w": what the letter multiplies with.</summary>
    public int Multiplier(string text, int at) =>
        at < text.Length && _letters.TryGetValue(text[at], out var times) && Words.EndsThere(text, at + 1) ? times : 1;

    /// <summary>The number that starts at <paramref name="start"/>.</summary>
    public bool TryRead(string text, int start, out decimal value, out int end)
    {
        var (total, section, last, zero) = (0m, 0m, 0m, false);
        decimal? current = null;
        var at = start;
        while (at < text.Length && total < 1_000_000_000_000m)
        {
            var c = text[at];
            if (char.IsAsciiDigit(c))
            {
                if (current is not null) break;
                current = Arabic(text, ref at);
                continue;
            }

            if (_digits.TryGetValue(c, out var digit))
            {
                if (digit == 0 && current is null && last > 0) zero = true;
                else if (current is null) current = Spelled(text, ref at, one: last > 0);
                else break;
                if (zero && digit == 0) at++;
                continue;
            }

            if (_units.TryGetValue(c, out var unit))
            {
                if (current is null && unit != 10 && !(unit >= 10_000 && section > 0)) break;
                // "百二万" is 百二十万.
                if (unit >= 10_000) current = Tail(current, last, zero);
                if (unit < 10_000) section += (current ?? 1) * unit;
                else (total, section) = unit > 10_000 ? ((total + section + (current ?? 0)) * unit, 0) : (total + ((section + (current ?? 0)) * unit), 0);
                (current, last, zero) = (null, unit, false);
            }
            else if (_tens.TryGetValue(c, out var tens))
            {
                if (current is not null) break;
                (section, last) = (section + tens, 10);
            }
            else if (at == start && _couples.TryGetValue(c, out var couple))
            {
                (value, end) = (couple, at + 1);
                return true;
            }
            else
            {
                break;
            }

            at++;
        }

        section += Tail(current, last, zero) ?? 0;
        value = total + section;
        end = at;
        return at > start;
    }

    /// <summary>两千五 is 2500: a last digit without its unit has the next smaller one.</summary>
    private static decimal? Tail(decimal? digit, decimal last, bool zero) => digit is { } value && last >= 100 && !zero && value < 10 && decimal.Truncate(value) == value ? value * last / 10 : digit;

    /// <summary>A whole number: no point, no thousands, at most eight digits. "九点零九" is nine o'clock and nine minutes.</summary>
    public bool TryWhole(string text, int start, out int value, out int end)
    {
        (value, end) = (0, start);
        if (start >= text.Length) return false;
        if (char.IsAsciiDigit(text[start]))
        {
            while (end < text.Length && end - start < 8 && char.IsAsciiDigit(text[end])) value = (value * 10) + text[end++] - '0';
            return end >= text.Length || !char.IsAsciiDigit(text[end]);
        }

        if (!StartsNumber(text, start)) return false;
        var stop = start;
        while (stop < text.Length && stop - start < 8 && (_digits.ContainsKey(text[stop]) || _tens.ContainsKey(text[stop]) || _units.GetValueOrDefault(text[stop], int.MaxValue) <= 1000)) stop++;
        if (!TryRead(text[..stop], start, out var number, out end) || number > 99_999_999 || number != decimal.Truncate(number)) return false;
        value = (int)number;
        return true;
    }

    /// <summary>Four digits that are a year of these times.</summary>
    public static bool TryYear(string text, int start, out int year, out int end)
    {
        (year, end) = (0, start);
        while (end < text.Length && end - start < 5 && char.IsAsciiDigit(text[end])) year = (year * 10) + text[end++] - '0';
        return end - start == 4 && year is >= 1900 and <= 2100;
    }

    /// <summary>廿, 卅: said only of the moon's days.</summary>
    public bool IsTwenty(char c) => _tens.ContainsKey(c);

    /// <summary>A message that is nothing but a choice: 2, 第二个, 选2, "the second one". -1 is the last.</summary>
    public int? Pick(Heard heard)
    {
        foreach (var form in heard.Forms)
        {
            if (form.Length > 20) continue;
            if (_english.TryGetValue(form, out var word)) return word;
            var text = form;
            foreach (var pick in _picks)
                if (text.Length > pick.Length && text.StartsWith(pick, StringComparison.Ordinal))
                {
                    text = text[pick.Length..].TrimStart();
                    break;
                }

            var ordinal = text.StartsWith(_ordinal, StringComparison.Ordinal);
            if (ordinal) text = text[_ordinal.Length..];
            foreach (var tail in _tails)
                if (text.Length > tail.Length && text.EndsWith(tail, StringComparison.Ordinal) && (ordinal || Array.IndexOf(_plainTails, tail) >= 0))
                {
                    text = text[..^tail.Length];
                    break;
                }

            if (text.Length is > 0 and <= 3 && StartsNumber(text, 0) && TryRead(text, 0, out var value, out var end) && end == text.Length && value is >= 0 and < 100) return (int)value;
        }

        return null;
    }

    private static decimal Arabic(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || IsThousands(text, at) || IsDecimal(text, start, at))) at++;
        var digits = text.AsSpan(start, at - start);
        return decimal.TryParse(digits, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : 0;
    }

    private static bool IsThousands(string text, int at) =>
        text[at] == ',' && at + 3 < text.Length && char.IsAsciiDigit(text[at + 1]) && char.IsAsciiDigit(text[at + 2]) && char.IsAsciiDigit(text[at + 3])
        && (at + 4 >= text.Length || !char.IsAsciiDigit(text[at + 4]));

    private static bool IsDecimal(string text, int start, int at) =>
        text[at] == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]) && !text.AsSpan(start, at - start).Contains('.');

    /// <summary>One digit, or several said one by one with or without a point: 二〇二六, 三点五.</summary>
    /// <param name="one">After a unit there is one: "四百六一个月" is 460 and then a month.</param>
    private decimal Spelled(string text, ref int at, bool one)
    {
        var value = 0m;
        while (at < text.Length && _digits.TryGetValue(text[at], out var digit) && value < 1_000_000_000_000m)
        {
            value = (value * 10) + digit;
            at++;
            if (one) break;
        }

        if (at + 1 >= text.Length || Array.IndexOf(_points, text[at].ToString()) < 0 || !_digits.ContainsKey(text[at + 1])) return value;
        at++;
        for (var place = 0.1m; at < text.Length && _digits.TryGetValue(text[at], out var digit); place /= 10, at++) value += digit * place;
        return value;
    }
}

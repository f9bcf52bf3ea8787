using System.Collections.Frozen;
using System.Text;

namespace ServiceBot.Understanding.Slots;

/// <summary>Digits as they are typed or dictated: grouped by blanks and dashes, or spoken one by one ("幺三九…").</summary>
internal sealed class SpokenDigits
{
    private const int MaxSeparators = 3;
    private const int FewestSpelled = 5;
    private readonly FrozenDictionary<char, int> _digits;
    private readonly FrozenSet<char> _letterX;
    private readonly string[] _longX;
    private readonly FrozenDictionary<string, int> _english;
    private readonly FrozenDictionary<string, int> _repeats;

    public SpokenDigits(Vocabulary words)
    {
        _digits = words.Signs("numbers.digits");
        _english = words.Numbers("numbers.english_digits");
        _repeats = words.Numbers("numbers.english_repeats");
        var letters = words.List("numbers.letter_x");
        _letterX = letters.Where(word => word.Length == 1).Select(word => word[0]).ToFrozenSet();
        _longX = [.. letters.Where(word => word.Length > 1)];
    }

    /// <summary>Every group of unbroken digits of one script, in order; an X after a digit counts as one.</summary>
    public List<DigitGroup> Groups(string text)
    {
        var groups = new List<DigitGroup>();
        for (var at = 0; at < text.Length;)
        {
            if (Value(text[at]) < 0)
            {
                at++;
                continue;
            }

            var start = at;
            var spoken = !char.IsAsciiDigit(text[at]);
            var digits = new StringBuilder();
            while (at < text.Length && Value(text[at]) is >= 0 and var value && !char.IsAsciiDigit(text[at]) == spoken)
            {
                digits.Append((char)('0' + value));
                at++;
            }

            var x = XLength(text, at);
            if (x > 0) digits.Append('X');
            at += x;
            groups.Add(new DigitGroup(digits.ToString(), start, at, spoken, groups.Count > 0 && IsJoined(text, groups[^1].End, start)));
        }

        return groups;
    }

    /// <summary>Chains of joined groups that start with a given group, shortest first.</summary>
    public static IEnumerable<DigitGroup> Chains(List<DigitGroup> groups, int first)
    {
        var chain = groups[first];
        yield return chain;
        for (var next = first + 1; next < groups.Count && groups[next].Joined && chain.Digits.Length < 40; next++)
        {
            chain = chain with { Digits = chain.Digits + groups[next].Digits, End = groups[next].End };
            yield return chain;
        }
    }

    /// <summary>"one three eight, double zero…" in digits; the text itself when hardly any are read out.</summary>
    public string Spelled(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('a', 'z')) return text;
        var (spelled, count, times) = (new StringBuilder(), 0, 1);
        foreach (var word in text.Split((char[])[' ', ',', '-', '.'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (_repeats.TryGetValue(word, out var repeat))
            {
                times = repeat;
                continue;
            }

            if (_english.TryGetValue(word, out var digit))
            {
                spelled.Append((char)('0' + digit), times);
                count++;
            }
            else
            {
                spelled.Append(' ').Append(word).Append(' ');
            }

            times = 1;
        }

        return count >= FewestSpelled ? spelled.ToString() : text;
    }

    private int Value(char c) => char.IsAsciiDigit(c) ? c - '0' : c > '\u0080' && _digits.TryGetValue(c, out var value) ? value : -1;

    private int XLength(string text, int at)
    {
        var from = at;
        while (at < text.Length && text[at] is ' ' or '-') at++;
        if (at < text.Length && _letterX.Contains(text[at]) && Words.EndsThere(text, at + 1)) return at + 1 - from;
        foreach (var word in _longX)
            if (string.CompareOrdinal(text, at, word, 0, word.Length) == 0) return at + word.Length - from;
        return 0;
    }

    private static bool IsJoined(string text, int from, int to)
    {
        if (to - from > MaxSeparators) return false;
        for (var i = from; i < to; i++)
            if (text[i] is not (' ' or '-' or '.' or '(' or ')' or '_' or '\u00B7' or '\u2013' or '\u2014' or '\u2212' or '\u2010' or '\u2011')) return false;
        return true;
    }
}

/// <param name="Joined">Only blanks and dashes stand between it and the group before.</param>
internal readonly record struct DigitGroup(string Digits, int Start, int End, bool Spoken, bool Joined);

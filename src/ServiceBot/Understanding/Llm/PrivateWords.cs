using System.Collections.Frozen;
using System.Text;
using ServiceBot.Domain.Messaging;
using ServiceBot.Understanding.Slots;

namespace ServiceBot.Understanding.Llm;

/// <summary>
/// Takes what is personal out of her words before they leave the house: numbers, what she has told us in this conversation, names said with
/// "我叫" or beside a relation, places, house numbers. In doubt a word too many goes: what the model does not see it can only understand less of.
/// </summary>
internal sealed class PrivateWords
{
    private const int LongDigits = 7;
    private const int LongestPlace = 5;
    private readonly NameParser _names;
    private readonly FindPlace _place;
    private readonly FrozenSet<char> _surnames;
    private readonly string[] _compound;
    private readonly string[] _before;
    private readonly string[] _not;
    private readonly string[] _regions;
    private readonly string[] _streets;
    private readonly string[] _houses;

    public PrivateWords(Vocabulary words, NameParser names, FindPlace place)
    {
        (_names, _place) = (names, place);
        _surnames = words.List("names.surnames")[0].Where(Words.IsHan).ToFrozenSet();
        _compound = words.Longest("names.compound");
        _before = [.. words.List("names.leads").Concat(words.List("names.relations")).Where(word => Words.IsHan(word[0])).OrderByDescending(word => word.Length)];
        _not = words.List("names.not");
        _regions = words.Longest("model.places.regions");
        _streets = words.Longest("model.places.streets");
        _houses = words.Longest("model.places.houses");
    }

    /// <param name="known">What she has told us before, as written and as read: with what it is.</param>
    public Masked Mask(Heard heard, IEnumerable<(string Value, PrivateKind Kind)> known)
    {
        var text = heard.Text;
        var kinds = new PrivateKind[text.Length];
        foreach (var (start, end) in Redaction.Find(text)) Mark(kinds, start, end, PrivateKind.Number);
        LongNumbers(text, kinds);
        foreach (var (value, kind) in known)
        {
            var word = Ear.Even(value);
            for (var at = word.Length < 2 ? -1 : text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
                Mark(kinds, at, at + word.Length, kind);
        }

        if (_names.Introduced(heard) is { } name) Mark(kinds, name.Start, name.Start + name.Length, PrivateKind.Name);
        Names(text, kinds);
        Places(text, kinds);
        return Masked.Of(text, kinds);
    }

    private static void LongNumbers(string text, PrivateKind[] kinds)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var end = at;
            while (end < text.Length && char.IsDigit(text[end])) end++;
            if (end - at >= LongDigits) Mark(kinds, at, end, PrivateKind.Number);
            if (end > at) at = end;
        }
    }

    /// <summary>我妈张桂英腿脚不好: a surname after a relation takes two characters with it, unless it begins a word of ours (高龄).</summary>
    private void Names(string text, PrivateKind[] kinds)
    {
        foreach (var word in _before)
            for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
            {
                var start = at + word.Length;
                var surname = Array.Exists(_compound, two => string.CompareOrdinal(text, start, two, 0, two.Length) == 0) ? 2 : start < text.Length && _surnames.Contains(text[start]) ? 1 : 0;
                var end = start + surname;
                while (end < text.Length && end < start + surname + 2 && Words.IsHan(text[end])) end++;
                if (surname == 0 || end == start + surname || Array.Exists(_not, other => string.CompareOrdinal(text, start, other, 0, other.Length) == 0)) continue;
                Mark(kinds, start, end, PrivateKind.Name);
            }
    }

    private void Places(string text, PrivateKind[] kinds)
    {
        for (var at = 1; at < text.Length; at++)
        {
            if (Ends(text, at, _houses) is { } house && StartOfNumber(text, at) is var digits && digits < at) Mark(kinds, digits, at + house.Length, PrivateKind.Place);
            if (Ends(text, at, _streets) is { } street && at >= 2 && Words.IsHan(text[at - 1]) && Words.IsHan(text[at - 2])) Mark(kinds, at - 2, at + street.Length, PrivateKind.Place);
            if (Ends(text, at, _regions) is not { } region) continue;
            for (var length = Math.Min(LongestPlace, at); length >= 1; length--)
            {
                if (!text.AsSpan(at - length, length).ContainsAnyInRange('\u3400', '\u9FFF') || !_place(text[(at - length)..(at + region.Length)])) continue;
                Mark(kinds, at - length, at + region.Length, PrivateKind.Place);
                break;
            }
        }
    }

    private static int StartOfNumber(string text, int end)
    {
        var start = end;
        while (start > 0 && (char.IsDigit(text[start - 1]) || ChineseNumerals.Contains(text[start - 1]))) start--;
        return start;
    }

    private static string? Ends(string text, int at, string[] endings) => Array.Find(endings, ending => string.CompareOrdinal(text, at, ending, 0, ending.Length) == 0);

    private static void Mark(PrivateKind[] kinds, int start, int end, PrivateKind kind)
    {
        for (var i = start; i < end && i < kinds.Length; i++)
            if (kinds[i] == PrivateKind.None) kinds[i] = kind;
    }
}

/// <summary>True for the name of a region, whole.</summary>
internal delegate bool FindPlace(string name);

internal enum PrivateKind { None, Number, Name, Place }

/// <summary>Her words as the model gets them, and what the placeholders stand for. It never leaves the process.</summary>
/// <param name="Text">我叫&lt;NAME_1&gt;，电话&lt;NUMBER_1&gt;.</param>
internal sealed record Masked(string Text, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>A piece of <see cref="Text"/> as she wrote it.</summary>
    public string Restore(string piece)
    {
        foreach (var (placeholder, value) in Values) piece = piece.Replace(placeholder, value, StringComparison.OrdinalIgnoreCase);
        return piece;
    }

    public static Masked Of(string text, PrivateKind[] kinds)
    {
        var masked = new StringBuilder(text.Length);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 0; at < text.Length;)
        {
            var end = at + 1;
            while (end < text.Length && kinds[end] == kinds[at]) end++;
            if (kinds[at] == PrivateKind.None) masked.Append(text, at, end - at);
            else masked.Append(Placeholder(values, kinds[at], text[at..end]));
            at = end;
        }

        return new Masked(masked.ToString(), values);
    }

    private static string Placeholder(Dictionary<string, string> values, PrivateKind kind, string value)
    {
        foreach (var (known, original) in values)
            if (original == value) return known;
        var name = $"<{kind.ToString().ToUpperInvariant()}_{values.Count + 1}>";
        values[name] = value;
        return name;
    }
}

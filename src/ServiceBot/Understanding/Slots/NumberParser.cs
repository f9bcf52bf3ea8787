using System.Globalization;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Slots;

/// <summary>
/// An amount of something: 三亩半, 两千五, 8. Two different ones in a message are refused (<c>number_several</c>), as are
/// <c>number_negative</c> and <c>number_none</c>.
/// </summary>
internal sealed class NumberParser(Vocabulary words, NumberWords numbers) : ISlotParser
{
    private readonly string[] _measures = words.Longest("numbers.measures");
    private readonly string[] _minus = words.Longest("numbers.minus");
    private readonly System.Collections.Frozen.FrozenDictionary<string, int> _dozens = words.Numbers("numbers.dozens");

    public Reading Read(Heard heard, SlotSpec slot)
    {
        var found = Find(heard.Text);
        if (found.Count == 0 && EnglishWords.Number(heard.Text) is { } spoken) found.Add(new Amount(spoken, 0, heard.Text.Length));
        if (found.Count == 0) return new Reading.Nothing("number_none");
        if (found.Any(amount => amount.Value != found[0].Value)) return new Reading.Wrong("number_several");
        if (found[0].Value < 0) return new Reading.Wrong("number_negative");
        return new Reading.Found(new SlotValue(SlotType.Number, Invariant(found[0].Value)), found[0].Start, found[0].End - found[0].Start);
    }

    public List<Amount> Find(string text)
    {
        var found = new List<Amount>();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == numbers.Half && MeasureAt(text, at + 1) > 0)
            {
                found.Add(new Amount(0.5m, at, at + 1));
                at++;
            }
            else if (text[at] == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))
            {
                var stop = at + 1;
                while (stop < text.Length && char.IsAsciiDigit(text[stop])) stop++;
                if (decimal.TryParse(text.AsSpan(at, stop - at), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var small)) found.Add(Complete(text, small, at, stop));
                at = stop;
            }
            else if (numbers.StartsNumber(text, at) && numbers.TryRead(text, at, out var value, out var end))
            {
                if (at > 0 && numbers.IsUnit(text[at - 1])) return [];
                if (!IsLoose(text, at, end)) found.Add(Complete(text, value, at, end));
                at = found.Count > 0 ? Math.Max(end, found[^1].End) : end;
            }
            else
            {
                at++;
            }
        }

        return found;
    }

    public static string Invariant(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);

    /// <summary>With what comes after it: three mu and a half, five dozen; and the minus before it.</summary>
    private Amount Complete(string text, decimal value, int start, int end)
    {
        if (numbers.Multiplier(text, end) is > 1 and var times) (value, end) = (value * times, end + 1);
        var measure = MeasureAt(text, end);
        if (measure > 0 && _dozens.TryGetValue(text.Substring(end, measure), out var dozen)) (value, end) = (value * dozen, end + measure);
        else if (measure > 0 && end + measure < text.Length && text[end + measure] == numbers.Half) (value, end) = (value + 0.5m, end + measure + 1);
        else if (end < text.Length && text[end] == numbers.Half) (value, end) = (value + 0.5m, end + 1);
        foreach (var minus in _minus)
            if (start >= minus.Length && string.CompareOrdinal(text, start - minus.Length, minus, 0, minus.Length) == 0 && (start == minus.Length || !char.IsLetterOrDigit(text[start - minus.Length - 1])))
                return new Amount(-value, start - minus.Length, end);
        return new Amount(value, start, end);
    }

    /// <summary>A single spoken digit inside a word (一定, 一下) counts nothing.</summary>
    private bool IsLoose(string text, int start, int end)
    {
        if (end - start > 1 || char.IsAsciiDigit(text[start]) || end >= text.Length) return false;
        return Words.IsHan(text[end]) && text[end] != numbers.Half && MeasureAt(text, end) == 0;
    }

    private int MeasureAt(string text, int at)
    {
        foreach (var measure in _measures)
            if (string.CompareOrdinal(text, at, measure, 0, measure.Length) == 0) return at < text.Length ? measure.Length : 0;
        return 0;
    }
}

internal readonly record struct Amount(decimal Value, int Start, int End);

using System.Collections.Frozen;
using System.Globalization;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Slots;

/// <summary>
/// An amount of something: 三亩半, 两千五, 八分地, 百分之三十, 8. An inexact one (大概八亩, 七八个) is doubtful. Two different ones in a message are refused
/// (<c>number_several</c>), as are <c>number_vague</c> (几十), <c>number_negative</c> and <c>number_none</c>.
/// </summary>
internal sealed class NumberParser(Vocabulary words, NumberWords numbers, AmountReader amounts) : ISlotParser
{
    private const int LongestNoun = 2;
    private readonly string[] _minus = words.Longest("numbers.minus");
    private readonly string[] _percentBefore = words.Longest("numbers.percent_before");
    private readonly string[] _percentAfter = words.Longest("numbers.percent_after");
    private readonly string[] _tenthMeasures = words.Longest("numbers.tenth_measures");
    private readonly string[] _tenthUnits = words.Longest("numbers.tenth_units");
    private readonly string[] _tenthAlone = words.Longest("numbers.tenth_alone");
    private readonly string[] _tenthHalf = words.Longest("numbers.tenth_half");
    private readonly string[] _none = words.Longest("numbers.none_after");
    private readonly string[] _unread = words.Longest("numbers.english_unread");
    private readonly string[] _nothing = words.Longest("numbers.nothing");
    private readonly string _fraction = words.List("numbers.fraction")[0];
    private readonly FrozenDictionary<string, int> _dozens = words.Numbers("numbers.dozens");

    public Reading Read(Heard heard, SlotSpec slot)
    {
        if (Words.Contains(heard.Text, _nothing)) return Found(heard, new Amount(0, 0, 0) { IsAbout = true }, false);
        var (found, vague) = Find(heard.Text);
        if (found.Count == 0 && vague) return new Reading.Wrong("number_vague");
        if (found.Count == 0 && !Words.Contains(heard.Text, _unread) && EnglishWords.Number(heard.Text) is { } spoken) found.Add(new Amount(spoken, 0, heard.Text.Length));
        if (found.Count == 0) return new Reading.Nothing("number_none");
        if (found.Any(amount => amount.Value != found[0].Value)) return new Reading.Wrong("number_several");
        if (found[0].Value < 0) return new Reading.Wrong("number_negative");
        return Found(heard, found[0], amounts.IsAbout(heard.Text));
    }

    public static string Invariant(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);

    private Reading.Found Found(Heard heard, Amount amount, bool about)
    {
        var (value, isDoubtful) = (Invariant(amount.Value), about || amount.IsAbout);
        return new Reading.Found(new SlotValue(SlotType.Number, value, isDoubtful ? amounts.Shown(heard, value, amount.Start, amount.End) : null), amount.Start, amount.End - amount.Start) { IsDoubtful = isDoubtful };
    }

    private (List<Amount> Found, bool Vague) Find(string text)
    {
        var (found, vague) = (new List<Amount>(), false);
        for (var at = 0; at < text.Length;)
        {
            if (Starts(text, at, _percentBefore) is > 0 and var percent && amounts.TryRead(text, at + percent, out var share))
            {
                found.Add(new Amount(share.Value / 100, at, share.End) { IsAbout = share.IsAbout });
                at = share.End;
            }
            else if (text[at] == numbers.Half && amounts.MeasureAt(text, at + 1) > 0)
            {
                found.Add(new Amount(0.5m, at, at + 1));
                at++;
            }
            else if (text[at] == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))
            {
                var stop = at + 1;
                while (stop < text.Length && char.IsAsciiDigit(text[stop])) stop++;
                if (decimal.TryParse(text.AsSpan(at, stop - at), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var small)) found.Add(Complete(text, new SpokenAmount(small, at, stop)));
                at = Math.Max(stop, found.Count > 0 ? found[^1].End : 0);
            }
            else if (amounts.TryRead(text, at, out var amount))
            {
                vague |= amount.IsVague;
                at = amount.End;
                if (amount.IsVague || amounts.IsLoose(text, amount)) continue;
                found.Add(Complete(text, amount));
                at = Math.Max(at, found[^1].End);
            }
            else
            {
                at++;
            }
        }

        return (found, vague);
    }

    /// <summary>With what comes after it: three mu and a half, five dozen, a tenth; and the minus before it.</summary>
    private Amount Complete(string text, SpokenAmount said)
    {
        var (value, start, end, about) = (said.Value, said.Start, said.End, said.IsAbout);
        if (Starts(text, end, [_fraction]) > 0 && value > 0 && amounts.TryRead(text, end + _fraction.Length, out var part)) return new Amount(decimal.Round(part.Value / value, 12), start, part.End);
        if (Starts(text, end, _percentAfter) is > 0 and var percent) return new Amount(value / 100, start, end + percent) { IsAbout = about };
        if (Starts(text, end, _tenthHalf) is > 0 and var tenthHalf) return new Amount((value + 0.5m) / 10, start, end + tenthHalf) { IsAbout = about };
        if (Starts(text, end, _tenthAlone) is > 0 and var alone) return new Amount(value / 10, start, end + alone) { IsAbout = about };
        if (numbers.Multiplier(text, end) is > 1 and var times) (value, end) = (value * times, end + 1);
        var measure = amounts.MeasureAt(text, end);
        var after = end + measure;
        if (measure > 0 && value == 1 && IsNone(text, after)) return new Amount(0, start, after) { IsAbout = true };
        if (measure > 0 && _dozens.TryGetValue(text.Substring(end, measure), out var dozen)) (value, end) = (value * dozen, after);
        else if (measure > 0 && after < text.Length && text[after] == numbers.Half) (value, end) = (value + 0.5m, after + 1);
        else if (end < text.Length && text[end] == numbers.Half) (value, end) = (value + 0.5m, end + 1);
        else if (measure > 0 && Tenths(text, end, ref after) is { } tenths) (value, end) = (value + tenths, after);
        foreach (var minus in _minus)
            if (start >= minus.Length && string.CompareOrdinal(text, start - minus.Length, minus, 0, minus.Length) == 0 && (start == minus.Length || !char.IsLetterOrDigit(text[start - minus.Length - 1])))
                return new Amount(-value, start - minus.Length, end);
        return new Amount(value, start, end) { IsAbout = about };
    }

    /// <summary>两亩三分 and 一米七五: the digits after the measure are its tenths and hundredths.</summary>
    private decimal? Tenths(string text, int at, ref int end)
    {
        if (Starts(text, at, _tenthMeasures) is not (> 0 and var measure) || !numbers.TryWhole(text, at + measure, out var digits, out var last)) return null;
        var length = last - at - measure;
        // "二两": two ounces, though 两 is a two as well.
        if (length == 2 && Starts(text, last - 1, _tenthUnits) > 0) (digits, length, last) = (digits / 10, 1, last - 1);
        if (length > 2 || digits >= (length == 1 ? 10 : 100) || digits % 10 == 0) return null;
        if (last < text.Length && Starts(text, last, _tenthUnits) is > 0 and var unit) last += unit;
        else if (last < text.Length && amounts.MeasureAt(text, last) > 0) return null;
        end = last;
        return digits / (length == 1 ? 10m : 100m);
    }

    /// <summary>"一亩也没有", "一个人也没有".</summary>
    private bool IsNone(string text, int at)
    {
        for (var noun = 0; noun <= LongestNoun && at + noun < text.Length; noun++)
            if (Starts(text, at + noun, _none) > 0) return true;
        return false;
    }

    private static int Starts(string text, int at, string[] words)
    {
        foreach (var word in words)
            if (string.CompareOrdinal(text, at, word, 0, word.Length) == 0) return word.Length;
        return 0;
    }

    private readonly record struct Amount(decimal Value, int Start, int End)
    {
        public bool IsAbout { get; init; }
    }
}

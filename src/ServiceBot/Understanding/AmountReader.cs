using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using ServiceBot.Understanding.Time;

namespace ServiceBot.Understanding;

/// <summary>
/// Amounts as people say them, the inexact ones too: 七八亩, 十四五, 一两千, 二十来, 一百零几, 百八十块, 三千五六. Of two numbers said together the smaller
/// one is taken, and the amount is marked; 几十 is too vague to be one.
/// </summary>
internal sealed class AmountReader
{
    private const int ThreeFive = 35;
    private readonly NumberWords _numbers;
    private readonly WordTable<int> _idioms;
    private readonly FrozenDictionary<char, int> _digits;
    private readonly string[] _few;
    private readonly string[] _about;
    private readonly string[] _before;
    private readonly string[] _after;
    private readonly string[] _measures;
    private readonly FrozenDictionary<string, string> _shown;
    private readonly char _several;
    private readonly string _fraction;
    private readonly FrozenSet<char> _points;

    public AmountReader(Vocabulary words, NumberWords numbers)
    {
        _numbers = numbers;
        _idioms = new WordTable<int>(words.Numbers("numbers.idioms"));
        _digits = words.Signs("numbers.digits");
        _few = words.Longest("numbers.few");
        _about = words.Longest("numbers.about");
        _before = words.Longest("numbers.about_before");
        _after = words.Longest("numbers.about_after");
        _measures = words.Longest("numbers.measures");
        _shown = words.Map("numbers.shown");
        _several = words.List("numbers.several")[0][0];
        _fraction = words.List("numbers.fraction")[0];
        _points = words.List("numbers.point").Select(word => word[0]).Append(',').ToFrozenSet();
    }

    /// <summary>"大概", "about", "左右" stand somewhere in the text.</summary>
    public bool IsAbout(string text) => Words.Contains(text, _about);

    /// <summary>The amount that starts at a place of the text.</summary>
    public bool TryRead(string text, int at, out SpokenAmount amount)
    {
        amount = default;
        if (at >= text.Length) return false;
        if (_idioms.TryAt(text, at, out var idiom, out var end))
        {
            amount = After(text, new SpokenAmount(idiom, at, end) { IsAbout = true });
            return true;
        }

        if (Length(text, at, _few) is > 0 and var few && at + few < text.Length && _numbers.IsUnit(text[at + few]))
        {
            amount = new SpokenAmount(0, at, RunEnd(text, at + few)) { IsVague = true };
            return true;
        }

        var implied = ImpliedOne(text, at);
        if (!implied && !_numbers.StartsNumber(text, at)) return false;
        var (run, places, about) = Clean(text, at, implied);
        if (run.Length == 0)
        {
            if (!_numbers.TryRead(text, at, out var couple, out end)) return false;
            amount = new SpokenAmount(couple, at, end);
            return true;
        }

        if (!_numbers.TryRead(run, 0, out var value, out var length)) return false;
        end = length < places.Count ? places[length] : RunEnd(text, at);
        amount = After(text, new SpokenAmount(value, at, end) { IsAbout = about || IsTouched(text, at) });
        return true;
    }

    /// <summary>An inexact amount with her own words beside it: "约7（七八亩）". The words around it that make it inexact belong to it.</summary>
    public string Shown(Heard heard, string value, int start, int end)
    {
        var text = heard.Text;
        if (end <= start || end > text.Length) return value;
        end = Skipped(text, end, _measures);
        var loose = Skipped(text, end, _about);
        end = loose > end ? loose : Skipped(text, end, _after);
        while (start > 0 && text[start - 1] == ' ') start--;
        foreach (var word in _about.Concat(_before))
            if (start >= word.Length && string.CompareOrdinal(text, start - word.Length, word, 0, word.Length) == 0 && Words.IsWhole(text, start - word.Length, word.Length))
            {
                start -= word.Length;
                break;
            }

        return string.Format(CultureInfo.InvariantCulture, _shown[heard.English ? "about_en" : "about"], value, text[start..end].Trim());
    }

    /// <summary>How long the measure is that stands there, 0 for none.</summary>
    public int MeasureAt(string text, int at) => Length(text, at, _measures);

    /// <summary>A single spoken digit inside a word (一定, 一下, 三轮) counts nothing.</summary>
    public bool IsLoose(string text, SpokenAmount amount)
    {
        var (start, end) = (amount.Start, amount.End);
        if (end - start > 1 || amount.IsAbout || char.IsAsciiDigit(text[start]) || end >= text.Length) return false;
        return Words.IsHan(text[end]) && text[end] != _numbers.Half && MeasureAt(text, end) == 0 && string.CompareOrdinal(text, end, _fraction, 0, _fraction.Length) != 0;
    }

    /// <summary>The run of number signs without the second of two (七八), and without 几; and where each of its signs stands in the text.</summary>
    private (string Run, List<int> Places, bool About) Clean(string text, int at, bool implied)
    {
        var end = RunEnd(text, at);
        var run = new StringBuilder();
        var places = new List<int>();
        var about = false;
        if (implied)
        {
            run.Append('1');
            places.Add(at);
        }

        var hasUnit = implied;
        for (var i = at; i < end; i++) hasUnit |= _numbers.IsUnit(text[i]);
        for (var i = at; i < end; i++)
        {
            if (text[i] == _several)
            {
                if (run.Length == 0) break;
                about = true;
                continue;
            }

            if (i > at && IsPair(text, i - 1) && (hasUnit || end - at == 2))
            {
                about = true;
                continue;
            }

            run.Append(text[i]);
            places.Add(i);
        }

        return (run.ToString(), places, about);
    }

    /// <summary>二三 … 八九, 三五: two spoken digits side by side that are no number spelled out.</summary>
    private bool IsPair(string text, int at) =>
        Digit(text, at) is >= 1 and var first && Digit(text, at + 1) is var second && (second == first + 1 || (first * 10) + second == ThreeFive);

    private int RunEnd(string text, int at)
    {
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == _several || Digit(text, at) >= 0 || _numbers.IsUnit(text[at]) || _numbers.IsTwenty(text[at]) || IsPoint(text, at))) at++;
        return at;
    }

    private bool IsPoint(string text, int at) =>
        _points.Contains(text[at]) && at > 0 && at + 1 < text.Length && (char.IsAsciiDigit(text[at + 1]) || Digit(text, at + 1) >= 0);

    private int Digit(string text, int at) => at < text.Length && _digits.TryGetValue(text[at], out var digit) ? digit : -1;

    /// <summary>百二, 万九: the dialects leave the one away. Only where it is the whole message or a measure follows: 万一 is "in case".</summary>
    private bool ImpliedOne(string text, int at)
    {
        if (!_numbers.IsUnit(text[at]) || Digit(text, at + 1) < 2 || (at > 0 && (Words.IsHan(text[at - 1]) || char.IsAsciiDigit(text[at - 1])))) return false;
        var end = RunEnd(text, at);
        return end == text.Length || MeasureAt(text, end) > 0;
    }

    /// <summary>"二十来", "三百多万": the word right after it, and a unit after that.</summary>
    private SpokenAmount After(string text, SpokenAmount amount)
    {
        if (Length(text, amount.End, _after) is not (> 0 and var length)) return amount;
        var end = amount.End + length;
        if (end < text.Length && _numbers.TryUnit(text[end], out var unit) && unit >= 10_000) return amount with { Value = amount.Value * unit, End = end + 1, IsAbout = true };
        return amount with { End = end, IsAbout = true };
    }

    private bool IsTouched(string text, int at)
    {
        foreach (var word in _before)
            if (at >= word.Length && string.CompareOrdinal(text, at - word.Length, word, 0, word.Length) == 0) return true;
        return false;
    }

    /// <summary>After one of the words, and a blank before it.</summary>
    private static int Skipped(string text, int at, string[] words)
    {
        var start = at;
        while (start < text.Length && text[start] == ' ') start++;
        return Length(text, start, words) is > 0 and var length ? start + length : at;
    }

    private static int Length(string text, int at, string[] words)
    {
        foreach (var word in words)
            if (at < text.Length && string.CompareOrdinal(text, at, word, 0, word.Length) == 0 && Words.EndsThere(text, at + word.Length)) return word.Length;
        return 0;
    }
}

/// <param name="End">Where the words end, those that make it inexact among them.</param>
internal readonly record struct SpokenAmount(decimal Value, int Start, int End)
{
    /// <summary>It was not said exactly.</summary>
    public bool IsAbout { get; init; }

    /// <summary>几十, 好几百: no number can be written down.</summary>
    public bool IsVague { get; init; }
}

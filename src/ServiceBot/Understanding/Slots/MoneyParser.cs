using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Slots;

/// <summary>
/// Yuan: 1200, 三块五, 五毛, 3万元. An inexact amount (三千来块, 一两千) is doubtful. Refuses as a number does, with <c>money_none</c>, <c>money_vague</c>,
/// <c>money_several</c>, <c>money_negative</c>.
/// </summary>
internal sealed class MoneyParser(Vocabulary words, NumberWords numbers, AmountReader amounts) : ISlotParser
{
    private readonly string[] _yuan = words.Longest("numbers.money");
    private readonly string[] _tenths = words.Longest("numbers.tenths");
    private readonly string[] _hundredths = words.Longest("numbers.hundredths");
    private readonly string[] _none = words.Longest("numbers.none_after");
    private readonly string[] _unread = words.Longest("numbers.english_unread");
    private readonly string[] _nothing = words.Longest("numbers.nothing");

    public Reading Read(Heard heard, SlotSpec slot)
    {
        var text = heard.Text;
        if (Words.Contains(text, _nothing)) return Found(heard, new Sum(0, 0, 0) { IsAbout = true });
        var (all, vague) = Find(text);
        if (all.Exists(sum => sum.IsMarked)) all.RemoveAll(sum => !sum.IsMarked);
        else all.RemoveAll(sum => sum.IsCount);
        if (all.Count == 0 && vague) return new Reading.Wrong("money_vague");
        if (all.Count == 0 && !Words.Contains(heard.Text, _unread) && EnglishWords.Number(text) is { } spoken) all.Add(new Sum(spoken, 0, text.Length));
        if (all.Count == 0) return new Reading.Nothing("money_none");
        if (all.Exists(sum => sum.Value != all[0].Value)) return new Reading.Wrong("money_several");
        if (all[0].Start > 0 && text[all[0].Start - 1] == '-') return new Reading.Wrong("money_negative");
        return Found(heard, all[0] with { IsAbout = all[0].IsAbout || amounts.IsAbout(text) });
    }

    private Reading.Found Found(Heard heard, Sum sum)
    {
        var value = NumberParser.Invariant(sum.Value);
        return new Reading.Found(new SlotValue(SlotType.Money, value, sum.IsAbout ? amounts.Shown(heard, value, sum.Start, sum.End) : null), sum.Start, sum.End - sum.Start) { IsDoubtful = sum.IsAbout };
    }

    private (List<Sum> All, bool Vague) Find(string text)
    {
        var (all, vague) = (new List<Sum>(), false);
        for (var at = 0; at < text.Length;)
        {
            var half = at + 1;
            if (text[at] == numbers.Half && Skip(text, ref half, _yuan))
            {
                all.Add(new Sum(0.5m, at, half) { IsMarked = true });
                at = half;
            }
            else if (amounts.TryRead(text, at, out var amount))
            {
                vague |= amount.IsVague;
                at = amount.End;
                if (amount.IsVague || amounts.IsLoose(text, amount)) continue;
                all.Add(Complete(text, amount));
                at = Math.Max(at, all[^1].End);
            }
            else
            {
                at++;
            }
        }

        return (all, vague);
    }

    private Sum Complete(string text, SpokenAmount said)
    {
        var (value, start, end) = (said.Value, said.Start, said.End);
        if (numbers.Multiplier(text, end) is > 1 and var times) (value, end) = (value * times, end + 1);
        var sum = new Sum(value, start, end) { IsAbout = said.IsAbout, IsMarked = start > 0 && Array.IndexOf(_yuan, text[start - 1].ToString()) >= 0 };
        if (Skip(text, ref end, _tenths)) sum = Cents(text, sum with { Value = value / 10, End = end, IsMarked = true });
        else if (Skip(text, ref end, _hundredths)) sum = sum with { Value = value / 100, End = end, IsMarked = true };
        else if (Skip(text, ref end, _yuan)) sum = Small(text, sum with { IsMarked = true }, end);
        else return sum with { IsCount = amounts.MeasureAt(text, end) > 0 };
        end = sum.End;
        Skip(text, ref end, _yuan);
        return said.Value == 1 && Skip(text, ref end, _none) ? sum with { Value = 0, IsAbout = true } : sum;
    }

    /// <summary>After the yuan: a half, tenths with or without their word, hundredths.</summary>
    private Sum Small(string text, Sum sum, int end)
    {
        if (end < text.Length && text[end] == numbers.Half) return sum with { Value = sum.Value + 0.5m, End = end + 1 };
        var value = sum.Value;
        if (Digit(text, end) is { } small)
        {
            end = small.End;
            if (Skip(text, ref end, _hundredths)) return sum with { Value = value + (small.Value / 100), End = end };
            value += small.Value / 10;
            Skip(text, ref end, _tenths);
            if (Digit(text, end) is { } cent)
            {
                value += cent.Value / 100;
                end = cent.End;
                Skip(text, ref end, _hundredths);
            }
        }

        return sum with { Value = value, End = end };
    }

    /// <summary>一毛五, 五毛五分.</summary>
    private Sum Cents(string text, Sum sum)
    {
        if (Digit(text, sum.End) is not { } cent) return sum;
        var end = cent.End;
        Skip(text, ref end, _hundredths);
        return sum with { Value = sum.Value + (cent.Value / 100), End = end };
    }

    /// <summary>One digit, with or without a zero before it; not the one of "一个月".</summary>
    private (decimal Value, int End)? Digit(string text, int at)
    {
        if (at >= text.Length || !numbers.TryRead(text, at, out var value, out var end) || value >= 10 || decimal.Truncate(value) != value) return null;
        var after = end;
        var isMoney = Skip(text, ref after, _tenths) || Skip(text, ref after, _hundredths);
        return !isMoney && amounts.MeasureAt(text, end) > 0 ? null : (value, end);
    }

    private static bool Skip(string text, ref int at, string[] words)
    {
        foreach (var word in words)
        {
            var from = at < text.Length && text[at] == ' ' ? at + 1 : at;
            if (string.CompareOrdinal(text, from, word, 0, word.Length) != 0) continue;
            at = from + word.Length;
            return true;
        }

        return false;
    }

    private readonly record struct Sum(decimal Value, int Start, int End)
    {
        public bool IsAbout { get; init; }

        /// <summary>It has a word or sign of money.</summary>
        public bool IsMarked { get; init; }

        /// <summary>It counts something else: 一年, 83岁.</summary>
        public bool IsCount { get; init; }
    }
}

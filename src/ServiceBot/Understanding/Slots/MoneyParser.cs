using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Slots;

/// <summary>Yuan: 1200, 三块五, 五毛, 3万元. Refuses as a number does, with <c>money_none</c>, <c>money_several</c>, <c>money_negative</c>.</summary>
internal sealed class MoneyParser(Vocabulary words, NumberWords numbers) : ISlotParser
{
    private readonly string[] _yuan = words.Longest("numbers.money");
    private readonly string[] _tenths = words.Longest("numbers.tenths");
    private readonly string[] _hundredths = words.Longest("numbers.hundredths");

    public Reading Read(Heard heard, SlotSpec slot)
    {
        var all = new List<(decimal Value, int Start, int End, bool Marked)>();
        var text = heard.Text;
        for (var at = 0; at < text.Length;)
        {
            if (numbers.StartsNumber(text, at) && numbers.TryRead(text, at, out var value, out var end))
            {
                all.Add(Complete(text, value, at, end));
                at = all[^1].End;
            }
            else
            {
                at++;
            }
        }

        if (all.Exists(amount => amount.Marked)) all.RemoveAll(amount => !amount.Marked);
        if (all.Count == 0 && EnglishWords.Number(text) is { } spoken) all.Add((spoken, 0, text.Length, false));
        if (all.Count == 0) return new Reading.Nothing("money_none");
        if (all.Exists(amount => amount.Value != all[0].Value)) return new Reading.Wrong("money_several");
        if (all[0].Start > 0 && text[all[0].Start - 1] == '-') return new Reading.Wrong("money_negative");
        return new Reading.Found(new SlotValue(SlotType.Money, NumberParser.Invariant(all[0].Value)), all[0].Start, all[0].End - all[0].Start);
    }

    private (decimal Value, int Start, int End, bool Marked) Complete(string text, decimal value, int start, int end)
    {
        if (numbers.Multiplier(text, end) is > 1 and var times) (value, end) = (value * times, end + 1);
        var marked = start > 0 && Array.IndexOf(_yuan, text[start - 1].ToString()) >= 0;
        if (Skip(text, ref end, _tenths)) return (value / 10, start, end, true);
        if (Skip(text, ref end, _hundredths)) return (value / 100, start, end, true);
        if (!Skip(text, ref end, _yuan)) return (value, start, end, marked);
        if (end < text.Length && text[end] == numbers.Half) return (value + 0.5m, start, end + 1, true);
        if (end < text.Length && numbers.StartsNumber(text, end) && numbers.TryRead(text, end, out var small, out var after) && small < 10)
        {
            end = after;
            value += small / 10;
            Skip(text, ref end, _tenths);
            if (end < text.Length && numbers.StartsNumber(text, end) && numbers.TryRead(text, end, out var cent, out after) && cent < 10)
            {
                value += cent / 100;
                end = after;
                Skip(text, ref end, _hundredths);
            }
        }

        return (value, start, end, true);
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
}

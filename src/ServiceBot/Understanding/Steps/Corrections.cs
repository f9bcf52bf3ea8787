using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Steps;

/// <summary>
/// "电话错了，改成…", "不对，电话是…", "不是张桂英，是张桂香", "改一下电话": an earlier answer changes. The slot is the one that is named,
/// else the one answered slot whose kind the value has.
/// </summary>
internal sealed class Corrections(SlotParsers parsers, OtherSlots others, Ear ear, Vocabulary words)
{
    /// <summary>In the order in which a value is told by its shape.</summary>
    private static readonly SlotType[] ByShape =
    [
        SlotType.ResidentId, SlotType.Phone, SlotType.CreditCode, SlotType.Date, SlotType.DateTime, SlotType.Time, SlotType.Choice, SlotType.YesNo, SlotType.Region, SlotType.Name, SlotType.Money, SlotType.Number,
    ];

    /// <summary>A longer message to an open text is a story with a "wrong" in it.</summary>
    private const int LongestHan = 40;
    private const int LongestLatin = 100;
    private const int ShortestOwnWord = 3;
    private readonly string[] _wrong = words.Longest("corrections.wrong");
    private readonly string[] _change = words.Longest("corrections.change");
    private readonly string[] _verbs = words.Longest("corrections.verbs");
    private readonly string[] _to = words.Longest("corrections.to");
    private readonly string[] _not = words.Longest("corrections.not");
    private readonly string[] _is = words.Longest("corrections.is");

    public IReadOnlyList<Command>? Read(Heard heard, Expectation expectation)
    {
        if (expectation.Answered.Count == 0 || heard.IsQuestion) return null;
        if (expectation.AtReview && Alone(heard, expectation) is { } named) return [new Command.Correct(named.Name, null, heard.Raw)];
        var isWrong = Words.Contains(heard.Text, _wrong);
        var isChange = Words.Contains(heard.Text, _change) || StartsWithVerb(heard);
        var swapped = Swapped(heard.Text);
        if (!isWrong && !isChange && swapped is null) return null;
        if (expectation.Open is { } open && SlotParsers.IsFree(open.Type) && heard.Text.Length > (heard.Text.Any(Words.IsHan) ? LongestHan : LongestLatin)) return null;
        if (Named(heard, expectation) is { } slot) return [Change(heard, expectation, slot)];
        var value = swapped ?? ValuePart(heard.Text);
        if (value is null) return expectation.AtReview && isChange ? [Deny(heard, expectation)] : null;
        return ByKind(heard, expectation, value) is { } command ? [command] : null;
    }

    /// <summary>"哪一条要改？" "名字": nothing but what it is called.</summary>
    private static SlotSpec? Alone(Heard heard, Expectation expectation) =>
        expectation.Slots.FirstOrDefault(slot => expectation.Answered.Contains(slot.Name) && slot.Labels.Any(label => heard.Forms.Contains(Ear.Bare(label))));

    /// <summary>The slot whose longest label is in the message.</summary>
    private SlotSpec? Named(Heard heard, Expectation expectation)
    {
        var (best, length) = ((SlotSpec?)null, 1);
        foreach (var slot in expectation.Slots)
        {
            if (!expectation.Answered.Contains(slot.Name) && slot.Name != expectation.Open?.Name) continue;
            foreach (var label in slot.Labels)
                if ((label.Length > length && Words.Find(heard.Text, Ear.Even(label)) >= 0) || (best is null && label.Length == 1 && _to.Concat(_wrong).Any(then => heard.Text.Contains(label + then, StringComparison.Ordinal))))
                    (best, length) = (slot, Math.Max(length, label.Length));
        }

        return best;
    }

    private Command Change(Heard heard, Expectation expectation, SlotSpec slot)
    {
        var found = others.Labelled(heard, slot, expectation.Slots);
        if (found is null && ValuePart(heard.Text) is { } part && !IsOnlyLabel(part, slot))
        {
            var reading = parsers.Read(ear.Hear(heard.Said, part), slot);
            if (reading is Reading.Several several) return new Command.Disambiguate(slot.Name, several.Values);
            found = reading as Reading.Found;
        }

        if (found is null && SlotParsers.IsShaped(slot.Type) && parsers.Read(heard, slot) is Reading.Found shaped) found = shaped;
        if (expectation.Answered.Contains(slot.Name)) return found?.Correct(slot, heard.Raw) ?? new Command.Correct(slot.Name, null, heard.Raw);
        return found?.Answer(slot, heard.Raw) ?? new Command.Repeat();
    }

    private Command? ByKind(Heard heard, Expectation expectation, string value)
    {
        var part = ear.Hear(heard.Said, value);
        foreach (var type in ByShape)
        {
            foreach (var slot in expectation.Slots)
            {
                if (slot.Type != type || !expectation.Answered.Contains(slot.Name)) continue;
                if (type is SlotType.Choice or SlotType.YesNo ? Slots.ChoiceParser.Exact(part, slot) is null : type == SlotType.Region && value.Length < 2) continue;
                // 可以 and 行 answer many questions, 给我妈办 one.
                if (type == SlotType.YesNo && value.Length < ShortestOwnWord) continue;
                var reading = parsers.Read(part, slot);
                // "不是九亩，是七八亩": a new amount, though no rule forbids the name.
                if (type == SlotType.Name && reading is Reading.Found name && !parsers.Name.IsSure(name) && parsers.IsAmount(part)) continue;
                if (type == SlotType.Name && reading is Reading.Found given && !parsers.Name.IsSure(given)) continue;
                if (reading is Reading.Several several) return new Command.Disambiguate(slot.Name, several.Values);
                if (reading is Reading.Found found) return found.Correct(slot, heard.Raw);
            }
        }

        return null;
    }

    /// <summary>What stands after "改成", "应该是" or, failing that, after "不对，".</summary>
    private string? ValuePart(string text)
    {
        var at = Words.Find(text, _to, out var word);
        if (at >= 0 && Rest(text, at + word.Length) is { } value) return value;
        at = Words.Find(text, _wrong, out word);
        return at >= 0 ? Rest(text, at + word.Length) : null;
    }

    private static string? Rest(string text, int at)
    {
        var rest = text[at..].Trim(' ', ',', ':', '.', '!', '\u3002', '\u4E86'); // le, the particle of "错了"
        return rest.Length == 0 ? null : rest;
    }

    /// <summary>"不是A，是B", also "是B，不是A": B.</summary>
    private string? Swapped(string text)
    {
        var at = Words.Find(text, _not, out var no);
        if (at < 0) return null;
        foreach (var word in _is)
        {
            var then = text.IndexOf(word, at + no.Length, StringComparison.Ordinal);
            if (then > at + no.Length + 1 && Words.IsWhole(text, then, word.Length)) return Rest(text, then + word.Length);
            if (at <= 2 || !text.StartsWith(word, StringComparison.Ordinal)) continue;
            var before = text[word.Length..at].Trim(' ', ',', '\uFF0C');
            if (before.Length > 0) return before;
        }

        return null;
    }

    private bool StartsWithVerb(Heard heard)
    {
        foreach (var form in heard.Forms)
            foreach (var verb in _verbs)
                if (form.Length > verb.Length && form.StartsWith(verb, StringComparison.Ordinal) && Words.EndsThere(form, verb.Length)) return true;
        return false;
    }

    private static bool IsOnlyLabel(string part, SlotSpec slot) => slot.Labels.Any(label => string.Equals(Ear.Even(label), part, StringComparison.Ordinal));

    private Command.Answer Deny(Heard heard, Expectation expectation) =>
        new Command.Answer(expectation.Open!.Name, parsers.YesNo.Value(heard, expectation.Open, false), heard.Raw);
}

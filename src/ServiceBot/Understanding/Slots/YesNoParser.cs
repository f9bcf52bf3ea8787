using System.Collections.Frozen;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Slots;

/// <summary>Yes or no in whatever words: 中, 行, 可以, 不用了. A question is neither.</summary>
internal sealed class YesNoParser : ISlotParser
{
    private const string True = "true";
    private const string False = "false";
    private const int LongestHan = 12;
    private const int LongestLatin = 40;
    private const int LongestRow = 16;
    private readonly FrozenDictionary<string, bool> _words;
    private readonly Ear _ear;
    private readonly FrozenSet<string> _leave;
    private readonly string[] _unsure;
    private readonly string[] _noPrefixes;
    private readonly string[] _asides;
    private readonly string[] _yesStarts;
    private readonly string[] _noStarts;
    private readonly string[] _yesSigns;
    private readonly string[] _noSigns;
    private readonly FrozenDictionary<string, string> _shown;

    public YesNoParser(Vocabulary words, Ear ear)
    {
        _ear = ear;
        var all = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var word in words.List("answers.yes")) all[word] = true;
        foreach (var word in words.List("answers.no")) all[word] = false;
        _words = all.ToFrozenDictionary(StringComparer.Ordinal);
        _leave = words.Set("answers.leave");
        _unsure = words.List("answers.unsure");
        _asides = words.List("answers.asides");
        _noPrefixes = words.Longest("answers.no_prefixes");
        _yesStarts = words.Longest("answers.yes_starts");
        _noStarts = words.Longest("answers.no_starts");
        _yesSigns = words.List("answers.yes_signs");
        _noSigns = words.List("answers.no_signs");
        _shown = words.Map("answers.shown");
    }

    public Reading Read(Heard heard, SlotSpec slot) => Answer(heard) is { } yes ? new Reading.Found(Value(heard, slot, yes)) : new Reading.Nothing("yesno_none");

    public SlotValue Value(Heard heard, SlotSpec slot, bool yes)
    {
        var id = yes ? True : False;
        var choice = slot.Choices.FirstOrDefault(choice => choice.Id == id);
        return new SlotValue(SlotType.YesNo, id, choice is not null ? heard.Label(choice) : _shown[heard.English ? id + "_en" : id]);
    }

    /// <summary>The whole message is yes or no; also several such words in a row (好嘞好嘞, 是的是的).</summary>
    public bool? Whole(Heard heard)
    {
        if (heard.Forms.Count == 0) return Sign(heard.Raw);
        if (heard.Text[^1] == '?') return null;
        foreach (var form in heard.Forms)
            if (_words.TryGetValue(form, out var yes)) return yes;
        if (Words.Contains(heard.Text, _unsure)) return null;
        foreach (var form in heard.Forms)
            if (Row(form) is { } yes) return yes;
        return null;
    }

    private bool? Answer(Heard heard)
    {
        if (Whole(heard) is { } whole) return whole;
        if (heard.IsQuestion || heard.Forms.Count == 0 || Words.Contains(heard.Text, _unsure)) return null;
        return Leaves(heard) ?? Start(heard.Forms[0]) ?? Clauses(heard) ?? Prefix(heard);
    }

    private bool? Leaves(Heard heard)
    {
        foreach (var form in heard.Forms)
            if (_leave.Contains(form) || (form.Length % 2 == 0 && _leave.Contains(form[(form.Length / 2)..]) && form.StartsWith(form[(form.Length / 2)..], StringComparison.Ordinal))) return false;
        return null;
    }

    /// <summary>"得，就照你说的", "信息都对，提交吧": the first clause or the last is yes or no, and none is the other.</summary>
    private bool? Clauses(Heard heard)
    {
        var clauses = heard.Text.Split([',', '.', '!', ';', '\u3002', '\u3001'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (clauses.Length < 2 || Array.IndexOf(_asides, clauses[0]) >= 0) return null;
        bool? answer = null;
        var says = clauses.Select(clause => _ear.Hear(heard.Said, clause)).Select(part => Whole(part) ?? Leaves(part)).ToList();
        foreach (var yes in says.OfType<bool>())
        {
            if (answer is not null && answer != yes) return null;
            answer = yes;
        }

        return says[0] is null && says[^1] is null ? null : answer;
    }

    /// <summary>不愿意说, 没办过, "I don't want to": no with a verb of its own.</summary>
    private bool? Prefix(Heard heard)
    {
        if (heard.Text.Length > (heard.Text.Any(Words.IsHan) ? LongestHan : LongestLatin)) return null;
        foreach (var form in heard.Forms)
            foreach (var prefix in _noPrefixes)
                if (form.StartsWith(prefix, StringComparison.Ordinal)) return false;
        return null;
    }

    /// <summary>Words of yes in a row (对对对没错), or one of no again and again; two different ones of no may make a yes (没, 有问题).</summary>
    private bool? Row(string form)
    {
        if (form.Length is < 2 or > LongestRow) return null;
        return IsRow(form) ? true : IsRepeated(form) ? false : null;
    }

    private bool IsRepeated(string form)
    {
        for (var length = 1; length <= form.Length / 2; length++)
        {
            if (form.Length % length != 0 || !_words.TryGetValue(form[..length], out var yes) || yes) continue;
            if (Enumerable.Range(1, (form.Length / length) - 1).All(at => string.CompareOrdinal(form, at * length, form, 0, length) == 0)) return true;
        }

        return false;
    }

    private bool IsRow(string form)
    {
        Span<bool> reached = stackalloc bool[LongestRow + 1];
        reached[0] = true;
        for (var at = 0; at < form.Length; at++)
        {
            if (!reached[at]) continue;
            for (var length = 1; length <= form.Length - at; length++)
                if (_words.TryGetValue(form.Substring(at, length), out var says) && says && Words.IsWhole(form, at, length)) reached[at + length] = true;
        }

        return reached[form.Length];
    }

    /// <summary>"对，是给我妈办的": the first word, set off from the rest, or a plain no before it.</summary>
    private bool? Start(string text)
    {
        foreach (var word in _noStarts)
            if (text.StartsWith(word, StringComparison.Ordinal) && IsSetOff(text, word.Length)) return false;
        foreach (var word in _yesStarts)
            if (text.StartsWith(word, StringComparison.Ordinal) && IsSetOff(text, word.Length)) return true;
        return null;
    }

    private static bool IsSetOff(string text, int end) =>
        end < text.Length && (char.IsPunctuation(text[end]) || char.IsWhiteSpace(text[end])) && text[end] != '\'';

    private bool? Sign(string raw)
    {
        foreach (var sign in _yesSigns)
            if (raw.Contains(sign, StringComparison.Ordinal)) return true;
        foreach (var sign in _noSigns)
            if (raw.Contains(sign, StringComparison.Ordinal)) return false;
        return null;
    }
}

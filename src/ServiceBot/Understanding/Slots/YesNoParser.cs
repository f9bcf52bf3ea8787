using System.Collections.Frozen;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Slots;

/// <summary>Yes or no in whatever words: 中, 行, 可以, 不用了. A question is neither.</summary>
internal sealed class YesNoParser : ISlotParser
{
    private const string True = "true";
    private const string False = "false";
    private readonly FrozenDictionary<string, bool> _words;
    private readonly string[] _yesStarts;
    private readonly string[] _noStarts;
    private readonly string[] _yesSigns;
    private readonly string[] _noSigns;
    private readonly FrozenDictionary<string, string> _shown;

    public YesNoParser(Vocabulary words)
    {
        var all = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var word in words.List("answers.yes")) all[word] = true;
        foreach (var word in words.List("answers.no")) all[word] = false;
        _words = all.ToFrozenDictionary(StringComparer.Ordinal);
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

    /// <summary>The whole message is yes or no.</summary>
    public bool? Whole(Heard heard)
    {
        if (heard.Forms.Count == 0) return Sign(heard.Raw);
        foreach (var form in heard.Forms)
            if (_words.TryGetValue(form, out var yes)) return yes;
        return null;
    }

    private bool? Answer(Heard heard)
    {
        if (Whole(heard) is { } whole) return whole;
        if (heard.IsQuestion || heard.Forms.Count == 0) return null;
        return Start(heard.Forms[0]);
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

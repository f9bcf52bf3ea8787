using System.Collections.Frozen;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Slots;

/// <summary>
/// Which papers of a list she has: by numbers ("1 3"), by name, "都有", "除了照片都有", "没有照片". The value is the options' ids with
/// blanks between, empty when she has none. Refuses with <c>materials_number</c> and <c>materials_none</c>.
/// </summary>
internal sealed class MaterialsParser(Vocabulary words, Ear ear, NumberWords numbers) : ISlotParser
{
    private readonly FrozenSet<string> _all = words.Set("materials.all");
    private readonly FrozenSet<string> _none = words.Set("materials.none");
    private readonly string[] _allIn = words.Longest("materials.all_in");
    private readonly string[] _lacking = words.Longest("materials.lacking");
    private readonly string _separator = words.List("materials.separator")[0];
    private readonly FrozenDictionary<string, string> _shown = words.Map("answers.shown");

    public Reading Read(Heard heard, SlotSpec slot)
    {
        if (slot.Choices.Count == 0) return heard.Forms.Count == 0 ? new Reading.Nothing("materials_none") : new Reading.Found(new SlotValue(SlotType.Materials, heard.Raw));
        foreach (var form in heard.Forms)
        {
            if (_all.Contains(form)) return Found(heard, slot, _ => true);
            if (_none.Contains(form)) return Found(heard, slot, _ => false);
        }

        if (Numbers(heard.Text) is { Count: > 0 } picked)
            return picked.TrueForAll(number => number >= 1 && number <= slot.Choices.Count)
                ? Found(heard, slot, at => picked.Contains(at + 1))
                : new Reading.Wrong("materials_number");
        if (heard.IsQuestion) return new Reading.Nothing("materials_none");
        var named = Named(heard.Text, slot);
        if (named.Count == 0) return new Reading.Nothing("materials_none");
        var lacking = Words.Contains(heard.Text, _lacking);
        return lacking && (Words.Contains(heard.Text, _allIn) || named.Count < slot.Choices.Count)
            ? Found(heard, slot, at => !named.Contains(at))
            : Found(heard, slot, named.Contains);
    }

    private Reading.Found Found(Heard heard, SlotSpec slot, Predicate<int> has)
    {
        var chosen = slot.Choices.Where((_, at) => has(at)).ToList();
        var shown = chosen.Count == 0
            ? _shown[heard.English ? "none_en" : "none"]
            : string.Join(heard.English ? ", " : _separator, chosen.Select(heard.Label));
        return new Reading.Found(new SlotValue(SlotType.Materials, string.Join(' ', chosen.Select(choice => choice.Id)), shown));
    }

    /// <summary>Null unless the message is nothing but numbers.</summary>
    private List<int>? Numbers(string text)
    {
        var picked = new List<int>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsAsciiDigit(text[at]) || numbers.StartsNumber(text, at))
            {
                if (!numbers.TryRead(text, at, out var value, out at) || value is < 0 or > 99 || value != decimal.Truncate(value)) return null;
                picked.Add((int)value);
            }
            else if (char.IsLetter(text[at]))
            {
                return null;
            }
            else
            {
                at++;
            }
        }

        return picked;
    }

    /// <summary>A paper is named by its label, a synonym, or a part of its label of two characters and more.</summary>
    private HashSet<int> Named(string text, SlotSpec slot)
    {
        var named = new HashSet<int>();
        var parts = text.Split([',', ' ', ';', '\u3001', '\u3002', '\u548C', '\u8DDF', '\u4E0E', '\u8FD8']); // he, gen, yu, hai: and
        for (var at = 0; at < slot.Choices.Count; at++)
        {
            var choice = slot.Choices[at];
            var label = Ear.Even(choice.Label);
            if (text.Contains(label, StringComparison.Ordinal) || choice.Synonyms.Any(word => text.Contains(Ear.Even(word), StringComparison.Ordinal))) named.Add(at);
            else if (choice.LabelEn is { } english && Words.Find(text, Ear.Even(english)) >= 0) named.Add(at);
            else if (Array.Exists(parts, part => part.Length >= 2 && label.Contains(Core(part), StringComparison.Ordinal))) named.Add(at);
        }

        return named;
    }

    /// <summary>"没有照片", "有身份证了": the paper alone.</summary>
    private string Core(string part)
    {
        foreach (var word in _lacking.Concat(_allIn))
            if (part.Length > word.Length + 1 && part.StartsWith(word, StringComparison.Ordinal)) return part[word.Length..];
        return ear.Hear(new Utterance(part, "", default, default)).Bare is { Length: >= 2 } bare ? bare : part;
    }
}

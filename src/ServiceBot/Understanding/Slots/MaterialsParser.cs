using System.Collections.Frozen;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Slots;

/// <summary>
/// Which papers of a list she has: by numbers ("1 3", "前三样都有"), by name, "都有", "除了照片都有", "有身份证，没照片". The value is the options' ids with
/// blanks between, empty when she has none. Refuses with <c>materials_number</c> and <c>materials_none</c>.
/// </summary>
internal sealed class MaterialsParser(Vocabulary words, Ear ear, NumberWords numbers) : ISlotParser
{
    private readonly FrozenSet<string> _all = words.Set("materials.all");
    private readonly FrozenSet<string> _none = words.Set("materials.none");
    private readonly string[] _lacking = words.Longest("materials.lacking");
    private readonly string[] _rest = words.Longest("materials.rest");
    private readonly string _separator = words.List("materials.separator")[0];
    private readonly FrozenDictionary<string, string> _shown = words.Map("answers.shown");
    private readonly NamedPapers _papers = new(words, ear, numbers);

    public Reading Read(Heard heard, SlotSpec slot)
    {
        if (slot.Choices.Count == 0) return heard.Forms.Count == 0 ? new Reading.Nothing("materials_none") : new Reading.Found(new SlotValue(SlotType.Materials, heard.Raw));
        foreach (var form in heard.Forms)
        {
            if (_all.Contains(form)) return Found(heard, slot, _ => true);
            if (_none.Contains(form)) return Found(heard, slot, _ => false);
        }

        if (_papers.Numbers(heard.Text) is { Count: > 0 } picked)
            return picked.TrueForAll(number => number >= 1 && number <= slot.Choices.Count)
                ? Found(heard, slot, at => picked.Contains(at + 1))
                : new Reading.Wrong("materials_number");
        // "照片没有" is no question, though it ends like one.
        return heard.IsQuestion && !Array.Exists(_lacking, word => heard.Bare.EndsWith(word, StringComparison.Ordinal)) ? new Reading.Nothing("materials_none") : Clauses(heard, slot);
    }

    /// <summary>Each clause says of its papers that she has them or has not; "其它齐" and "都有" speak of the others.</summary>
    private Reading Clauses(Heard heard, SlotSpec slot)
    {
        var (has, lacks, others) = (new HashSet<int>(), new HashSet<int>(), (bool?)null);
        foreach (var clause in heard.Text.Split([',', ';', '\u3002'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var named = _papers.Named(clause, slot);
            var isLacking = Words.Contains(clause, _lacking);
            var isRest = Words.Contains(clause, _rest);
            if (named.Count == 0 && isRest) others = !isLacking;
            else if (isLacking && isRest) (others, lacks) = (true, [.. lacks, .. named]);
            else if (isLacking) lacks.UnionWith(named);
            else has.UnionWith(named);
        }

        if (has.Count == 0 && lacks.Count == 0) return new Reading.Nothing("materials_none");
        var assumed = others ?? has.Count == 0;
        if (has.Count == 0 && lacks.Count == slot.Choices.Count) assumed = false;
        return Found(heard, slot, at => has.Contains(at) || (assumed && !lacks.Contains(at)));
    }

    private Reading.Found Found(Heard heard, SlotSpec slot, Predicate<int> has)
    {
        var chosen = slot.Choices.Where((_, at) => has(at)).ToList();
        var shown = chosen.Count == 0
            ? _shown[heard.English ? "none_en" : "none"]
            : string.Join(heard.English ? ", " : _separator, chosen.Select(heard.Label));
        return new Reading.Found(new SlotValue(SlotType.Materials, string.Join(' ', chosen.Select(choice => choice.Id)), shown));
    }
}

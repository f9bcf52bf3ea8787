using System.Collections.Frozen;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Slots;

/// <summary>
/// A person's name: two to four characters with a surname, longer with a middle dot, or Latin letters. "我叫", "我妈叫", "女士" are taken
/// off. Refuses with <c>name_digits</c>, <c>name_short</c>, <c>name_long</c>, <c>name_unclear</c>, <c>name_none</c>.
/// </summary>
internal sealed class NameParser : ISlotParser
{
    private const int Longest = 30;
    private const int LongestPlain = 4;
    private const char Dot = '\u00B7';
    /// <summary>叫, the last sign of 我叫.</summary>
    private const char Calls = '\u53EB';
    private static readonly char[] _dots = ['\u2022', '\u30FB', '\u2027', '\u22C5', '\uFF65'];
    private readonly FrozenSet<char> _surnames;
    private readonly string[] _compound;
    private readonly string[] _leads;
    private readonly string[] _relations;
    private readonly string[] _tails;
    private readonly string[] _not;
    private readonly string[] _talk;
    private readonly string[] _refusals;
    private readonly FrozenSet<string> _beforeSurname;
    private readonly FrozenSet<string> _notLatin;
    private readonly char _family;
    private readonly char _given;

    public NameParser(Vocabulary words)
    {
        _surnames = words.List("names.surnames")[0].Where(Words.IsHan).ToFrozenSet();
        _compound = words.Longest("names.compound");
        _leads = words.Longest("names.leads");
        _relations = words.Longest("names.relations");
        _tails = words.Longest("names.tails");
        _not = words.List("names.not");
        _talk = words.List("questions.talk");
        _refusals = words.List("answers.refusal");
        _beforeSurname = words.Set("names.before_surname");
        _family = words.List("names.family")[0][0];
        _given = words.List("names.given")[0][0];
        _notLatin = words.Set("names.not_latin");
    }

    public Reading Read(Heard heard, SlotSpec slot)
    {
        if (Words.Contains(heard.Text, _refusals)) return new Reading.Nothing("name_none");
        Reading best = new Reading.Nothing("name_none");
        var at = 0;
        foreach (var part in Parts(heard.Text))
        {
            var reading = Part(part, at);
            if (reading is not Reading.Found && Called(part) is > 0 and var lead) reading = Part(part[lead..], at + lead) is Reading.Found called ? called : reading;
            if (reading is Reading.Found found && (best is not Reading.Found || (IsSure(found) && !IsSure((Reading.Found)best)))) best = found;
            else if (best is Reading.Nothing && reading is Reading.Wrong) best = reading;
            at += part.Length + 1;
        }

        return best is Reading.Found name ? Original(heard, name) : best;
    }

    /// <summary>哦对了我叫赵大力: where "我叫" stands in the middle.</summary>
    private int Called(string part) => _leads.Where(lead => lead.Length > 1 && lead[^1] == Calls).Select(lead => part.IndexOf(lead, StringComparison.Ordinal)).DefaultIfEmpty(-1).Max();

    /// <summary>It has a surname, or a dot: in "哑巴，写吕布" the second is the name.</summary>
    public bool IsSure(Reading.Found found) => found.Value.Value is var name && (_surnames.Contains(name[0]) || Array.Exists(_compound, word => name.StartsWith(word, StringComparison.Ordinal)) || name.Contains(Dot) || !Words.IsHan(name[0]));

    /// <summary>A name said with "我叫" or "姓名": known for a name whatever else is asked.</summary>
    public Reading.Found? Introduced(Heard heard)
    {
        var at = 0;
        foreach (var part in Parts(heard.Text))
        {
            var (start, introduced) = SkipLeads(part);
            if (introduced && Part(part[start..], at + start) is Reading.Found found) return Original(heard, found);
            at += part.Length + 1;
        }

        return null;
    }

    /// <summary>Clauses; the dot of an initial ends none.</summary>
    private static IEnumerable<string> Parts(string text)
    {
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is not (',' or ';' or '.' or '!' or '\u3002' or '\u3001' or '(' or ')' or '\uFF0C')) continue;
            if (text[at] == '.' && (at - start < 2 || text[at - 2] == ' ')) continue;
            yield return text[start..at];
            start = at + 1;
        }

        yield return text[start..];
    }

    private Reading Part(string part, int at)
    {
        var (start, introduced) = SkipLeads(part);
        var saidFamily = start > 0 && part[start - 1] == _family;
        var name = OneDot(part[start..]).Trim(' ', ':', '"', '\'', '?', '\u201C', '\u201D');
        start = at + Math.Max(start, OneDot(part).IndexOf(name, StringComparison.Ordinal));
        if (name.Length == 0) return new Reading.Nothing("name_none");
        var han = name.Count(Words.IsHan);
        if (saidFamily) name = Joined(name);
        if (han > 0) name = CutPhrase(name);
        foreach (var tail in _tails)
            if (name.Length > tail.Length && name.EndsWith(tail, StringComparison.Ordinal)) name = name[..^tail.Length];
        if (name.Length == 0) return new Reading.Nothing("name_none");
        if (name.Any(char.IsDigit)) return new Reading.Wrong("name_digits");
        if (name.Length > Longest) return new Reading.Wrong("name_long");
        if (Array.IndexOf(_relations, name) >= 0) return new Reading.Nothing("name_none");
        if (Array.Exists(_not, word => name.Contains(word, StringComparison.Ordinal))) return new Reading.Nothing("name_none");
        return Judge(name, han, start, introduced);
    }

    private Reading Judge(string name, int han, int start, bool introduced)
    {
        var found = new Reading.Found(new SlotValue(SlotType.Name, name), start, name.Length);
        if (han == 0 && name.Split(' ').Any(_notLatin.Contains)) return new Reading.Nothing("name_none");
        if (han == 0) return IsLatinName(name) ? found : new Reading.Wrong("name_unclear");
        if (name.Contains(Dot)) return name.All(c => Words.IsHan(c) || c == Dot) ? found : new Reading.Wrong("name_unclear");
        var plain = name.Replace(" ", "", StringComparison.Ordinal);
        if (!plain.All(Words.IsHan)) return new Reading.Wrong("name_unclear");
        if (plain.Length == 1 || (plain.Length == 2 && !introduced && _beforeSurname.Contains(plain[..1]) && _surnames.Contains(plain[1]))) return new Reading.Wrong("name_short");
        var surname = Array.Exists(_compound, word => plain.StartsWith(word, StringComparison.Ordinal)) ? 2 : _surnames.Contains(plain[0]) ? 1 : 0;
        if (surname == 2 && plain.Length == 2) return new Reading.Wrong("name_short");
        if (plain.Length > LongestPlain + (surname == 2 ? 1 : 0)) return new Reading.Wrong("name_unclear");
        if (surname == 0 && !introduced && Words.Contains(plain, _talk)) return new Reading.Nothing("name_none");
        if (surname == 0 && !introduced) found = found with { IsDoubtful = true };
        return plain.Length == name.Length ? found : found with { Value = new SlotValue(SlotType.Name, plain) };
    }

    private (int Start, bool Introduced) SkipLeads(string part)
    {
        var (start, introduced) = (0, false);
        while (true)
        {
            while (start < part.Length && part[start] is ' ' or ':') start++;
            var lead = LeadAt(part, start, _leads);
            var relation = lead.Length > 0 ? "" : LeadAt(part, start, _relations);
            if (lead.Length + relation.Length == 0) return (start, introduced);
            introduced |= lead.Length > 1;
            start += lead.Length + relation.Length;
        }
    }

    /// <summary>"(姓)张名伟": surname and given name told apart.</summary>
    private string Joined(string name)
    {
        var at = name.IndexOf(_given);
        return at is 1 or 2 && at + 1 < name.Length && name.Length <= LongestPlain && (at == 1 ? _surnames.Contains(name[0]) : Array.IndexOf(_compound, name[..2]) >= 0) ? name.Remove(at, 1) : name;
    }

    private static string LeadAt(string part, int start, string[] leads)
    {
        foreach (var lead in leads)
            if (start + lead.Length < part.Length && string.CompareOrdinal(part, start, lead, 0, lead.Length) == 0 && Words.EndsThere(part, start + lead.Length)) return lead;
        return "";
    }

    /// <summary>"张桂英 电话139…": what stands before the blank.</summary>
    private string CutPhrase(string name)
    {
        var blank = name.IndexOf(' ', StringComparison.Ordinal);
        if (blank < 0) return name;
        var (head, tail) = (name[..blank], name[(blank + 1)..].TrimStart());
        if (tail.Length == 0) return head;
        return head.Length >= 2 && (!tail.All(c => Words.IsHan(c) || c == ' ') || Array.Exists(_not, word => tail.Contains(word, StringComparison.Ordinal))) ? head : name;
    }

    /// <summary>The dot between the parts of a name has many code points.</summary>
    private static string OneDot(string text)
    {
        foreach (var dot in _dots) text = text.Replace(dot, Dot);
        return text;
    }

    private static bool IsLatinName(string name) =>
        name.Length >= 2 && name.Count(char.IsLetter) >= 2 && name.All(c => char.IsLetter(c) || c is ' ' or '-' or '\'' or '\u2019' or '.') && name.Split(' ').Length <= 5;

    /// <summary>With the capitals she wrote.</summary>
    private static Reading.Found Original(Heard heard, Reading.Found found)
    {
        var at = heard.Raw.IndexOf(found.Value.Value, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? found : found with { Value = new SlotValue(SlotType.Name, heard.Raw.Substring(at, found.Value.Value.Length)) };
    }
}

using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Slots;

/// <summary>Which papers of a list a clause speaks of: by their numbers, by name, by a part of the name.</summary>
internal sealed class NamedPapers(Vocabulary words, Ear ear, NumberWords numbers)
{
    private const int MostPapers = 99;
    private readonly string[] _lacking = words.Longest("materials.lacking");
    private readonly string[] _ands = words.Longest("materials.ands");
    private readonly string[] _counters = words.Longest("materials.counters");
    private readonly string[] _first = words.Longest("materials.first");
    private readonly string[] _leads = words.Longest("materials.leads");
    private readonly string _ordinal = words.List("numbers.ordinal")[0];

    /// <summary>Null unless the message is nothing but numbers: "1 3", 一和三, 第一个和第四个.</summary>
    public List<int>? Numbers(string text)
    {
        var picked = new List<int>();
        for (var at = 0; at < text.Length;)
        {
            if (Starts(text, at, _ands) is > 0 and var and) at += and;
            else if (Number(text, at, out var number, out var end)) (picked, at) = ([.. picked, number], end);
            else if (char.IsLetterOrDigit(text[at])) return null;
            else at++;
        }

        return picked;
    }

    /// <summary>A paper is named by its label, a synonym, or a part of its label of two characters and more.</summary>
    public HashSet<int> Named(string clause, SlotSpec slot)
    {
        var named = new HashSet<int>();
        var parts = Parts(clause);
        for (var at = 0; at < slot.Choices.Count; at++)
        {
            var choice = slot.Choices[at];
            var label = Ear.Even(choice.Label);
            if (clause.Contains(label, StringComparison.Ordinal) || choice.Synonyms.Any(word => Words.Find(clause, Ear.Even(word)) >= 0)) named.Add(at);
            else if (choice.LabelEn is { } english && Words.Find(clause, Ear.Even(english)) >= 0) named.Add(at);
            else if (Array.Exists(parts, part => part.Length >= 2 && label.Contains(Core(part), StringComparison.Ordinal))) named.Add(at);
            else if (Array.Exists(parts, part => part.Length > 0 && label.EndsWith(Core(part), StringComparison.Ordinal))) named.Add(at);
        }

        if (named.Count == 0) AddNumbered(clause, slot.Choices.Count, named);
        return named;
    }

    /// <summary>除了4都有, 只差第二个, 前三样都有: only whole messages of numbers are checked against the list's length.</summary>
    private void AddNumbered(string clause, int count, HashSet<int> named)
    {
        for (var at = 0; at < clause.Length;)
        {
            if (Starts(clause, at, _first) is > 0 and var first && Number(clause, at + first, out var many, out var end) && many <= count)
            {
                for (var paper = 0; paper < many; paper++) named.Add(paper);
                at = end;
            }
            else if (Number(clause, at, out var number, out end))
            {
                if (number >= 1 && number <= count && (end - at > 1 || char.IsAsciiDigit(clause[at]))) named.Add(number - 1);
                at = end;
            }
            else
            {
                at++;
            }
        }
    }

    private bool Number(string text, int at, out int number, out int end)
    {
        (number, end) = (0, at);
        if (string.CompareOrdinal(text, at, _ordinal, 0, _ordinal.Length) == 0) end += _ordinal.Length;
        if (end >= text.Length || !numbers.StartsNumber(text, end) || !numbers.TryRead(text, end, out var value, out end) || value is < 0 or > MostPapers || value != decimal.Truncate(value)) return false;
        number = (int)value;
        end += Starts(text, end, _counters);
        return true;
    }

    private string[] Parts(string clause)
    {
        foreach (var and in _ands)
            if (and[0] > '\u007F') clause = clause.Replace(and, " ", StringComparison.Ordinal);
        return clause.Split([' ', '\u3001'], StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>"没有照片", "有身份证了": the paper alone.</summary>
    private string Core(string part)
    {
        foreach (var word in _leads.Concat(_lacking))
            if (part.Length > word.Length && part.StartsWith(word, StringComparison.Ordinal))
            {
                part = part[word.Length..];
                break;
            }

        return ear.Hear(new Utterance(part, "", default, default)).Bare is { Length: >= 1 } bare ? bare : part;
    }

    private static int Starts(string text, int at, string[] words)
    {
        foreach (var word in words)
            if (at < text.Length && string.CompareOrdinal(text, at, word, 0, word.Length) == 0 && Words.IsWhole(text, at, word.Length)) return word.Length;
        return 0;
    }
}

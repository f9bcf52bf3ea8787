using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Steps;

/// <summary>
/// Answers to slots that are not the open one: named ("电话：139…"), or known by their shape ("我叫张桂英，13912345678"). A slot that
/// has an answer is changed only when it is named.
/// </summary>
internal sealed class OtherSlots(SlotParsers parsers, Ear ear, Vocabulary words)
{
    private const int LongestLabel = 10;
    private const int ShortestChoice = 3;
    private readonly string[] _is = words.Longest("corrections.is");
    private static readonly char[] _clauseEnds = [',', ' ', ';', '\u3002'];
    private readonly string[] _leads = words.Longest("names.leads");
    private readonly string[] _livingAt = words.Longest("places.leads");

    public IReadOnlyList<Command>? Read(Heard heard, Expectation expectation) =>
        Find(heard, expectation, expectation.Open, null) is { Count: > 0 } found ? [.. found.Select(other => other.Command)] : null;

    /// <param name="consumed">Where the open slot's value stands.</param>
    public List<OtherAnswer> Find(Heard heard, Expectation expectation, SlotSpec? open, Reading.Found? consumed)
    {
        var found = new List<OtherAnswer>();
        if (expectation.Slots.Count < 2 || heard.Text.Length < 3) return found;
        foreach (var slot in expectation.Slots)
        {
            if (slot.Name == open?.Name) continue;
            var answered = expectation.Answered.Contains(slot.Name);
            if (Labelled(heard, slot, expectation.Slots) is { } labelled && !Overlaps(labelled, consumed, open))
                found.Add(new OtherAnswer(answered ? labelled.Correct(slot, heard.Raw) : labelled.Answer(slot, heard.Raw), labelled, slot.Labels));
            else if (answered && expectation.AtReview && SlotParsers.IsShaped(slot.Type) && Shaped(heard, slot, expectation, open) is { } anew)
                found.Add(new OtherAnswer(anew.Correct(slot, heard.Raw), anew, slot.Labels));
            else if (!answered && Shaped(heard, slot, expectation, open) is { } shaped && !Overlaps(shaped, consumed, open))
                found.Add(new OtherAnswer(shaped.Answer(slot, heard.Raw), shaped, slot.Labels));
        }

        if (consumed is { IsDoubtful: false }) found.AddRange(Overheard(heard, expectation).Select(answer => new OtherAnswer(answer, new Reading.Found(answer.Value, 0, 0), [])));
        return found;
    }

    /// <summary>给自己办 where a name was asked: she answers what was asked before, or will be.</summary>
    public static Command? Choice(Heard heard, Expectation expectation)
    {
        if (heard.Bare.Length < ShortestChoice) return null;
        foreach (var slot in expectation.Slots)
            if (slot.Type is SlotType.Choice or SlotType.YesNo && Slots.ChoiceParser.Exact(heard, slot) is { } choice)
                return expectation.Answered.Contains(slot.Name)
                    ? new Command.Correct(slot.Name, Slots.ChoiceParser.Value(heard, slot, choice), heard.Raw)
                    : new Command.Answer(slot.Name, Slots.ChoiceParser.Value(heard, slot, choice), heard.Raw);
        return null;
    }

    /// <summary>What the choice she makes says of another: who has it done for 我妈 is her child.</summary>
    public static IEnumerable<Command.Answer> Overheard(Heard heard, Expectation expectation)
    {
        if (expectation.Open?.Type is not (SlotType.Choice or SlotType.YesNo)) yield break;
        foreach (var slot in expectation.Slots)
            if (slot.Name != expectation.Open?.Name && !expectation.Answered.Contains(slot.Name) && Overheard(heard, slot) is { } value)
                yield return new Command.Answer(slot.Name, value, heard.Raw);
    }

    /// <summary>Nothing is left of the message but the values, their labels and "我叫".</summary>
    public bool ExplainsAll(Heard heard, List<OtherAnswer> found)
    {
        var left = heard.Text.ToCharArray();
        foreach (var other in found) Array.Fill(left, ' ', other.Found.Start, other.Found.Length);
        var rest = new string(left);
        foreach (var word in _leads.Concat(found.SelectMany(other => other.Labels).Select(Ear.Even)).Concat(_is)) rest = rest.Replace(word, "", StringComparison.Ordinal);
        return rest.Count(char.IsLetterOrDigit) <= 1;
    }

    /// <summary>The slot's label and then its value, as in "电话：139…", "地址是…", "phone is…".</summary>
    internal Reading.Found? Labelled(Heard heard, SlotSpec slot, IReadOnlyList<SlotSpec> all)
    {
        foreach (var label in slot.Labels.OrderByDescending(label => label.Length))
        {
            var word = Ear.Even(label);
            if (word.Length < 2) continue;
            var at = Words.Find(heard.Text, word);
            if (at < 0 || IsPartOfLonger(heard.Text, at, word, slot, all)) continue;
            var start = at + word.Length;
            var (from, joined) = AfterIs(heard.Text, start);
            if (!joined && !SlotParsers.IsShaped(slot.Type)) continue;
            var end = End(heard.Text, from, slot, all);
            if (end <= from) continue;
            if (parsers.Read(ear.Hear(heard.Said, heard.Text[from..end]), slot) is not Reading.Found value) continue;
            return value.Length == 0 ? value with { Start = from, Length = end - from } : value with { Start = from + value.Start };
        }

        return null;
    }

    private Reading.Found? Shaped(Heard heard, SlotSpec slot, Expectation expectation, SlotSpec? open)
    {
        if (slot.Type == open?.Type || expectation.Slots.Count(other => other.Type == slot.Type && !expectation.Answered.Contains(other.Name)) > 1) return null;
        if (slot.Type == SlotType.Name) return parsers.Name.Introduced(heard);
        if (slot.Type == SlotType.Region) return Introduced(heard, slot);
        return SlotParsers.IsShaped(slot.Type) ? parsers.Read(heard, slot) as Reading.Found : null;
    }

    /// <summary>家住正定县南楼乡南楼村: a clause of its own that begins so.</summary>
    private Reading.Found? Introduced(Heard heard, SlotSpec slot)
    {
        var from = 0;
        foreach (var clause in heard.Text.Split(_clauseEnds))
        {
            var start = from;
            from += clause.Length + 1;
            if (Array.Exists(_livingAt, lead => lead.Length > 1 && clause.StartsWith(lead, StringComparison.Ordinal)) && parsers.Read(ear.Hear(heard.Said, clause), slot) is Reading.Found place)
                return place with { Start = start, Length = clause.Length };
        }

        return null;
    }

    /// <summary>The choice with the longest word; two with equally long ones are none.</summary>
    private static SlotValue? Overheard(Heard heard, SlotSpec slot)
    {
        var (best, length, alone) = ((SlotChoice?)null, 0, true);
        foreach (var choice in slot.Choices)
        {
            var longest = choice.Overheard.Select(Ear.Even).Where(word => Words.Find(heard.Text, word) >= 0).Select(word => word.Length).DefaultIfEmpty().Max();
            if (longest == 0 || longest < length) continue;
            (best, length, alone) = (choice, longest, longest > length);
        }

        return best is not null && alone ? Slots.ChoiceParser.Value(heard, slot, best) : null;
    }

    private (int From, bool Joined) AfterIs(string text, int at)
    {
        var (from, joined) = (at, false);
        while (from < text.Length && text[from] is ' ' or ':' or ',')
        {
            joined |= text[from] == ':';
            from++;
        }

        foreach (var word in _is)
            if (string.CompareOrdinal(text, from, word, 0, word.Length) == 0) return (from + word.Length, true);
        return (from, joined);
    }

    /// <summary>The end of the clause, or the next slot's label.</summary>
    private static int End(string text, int from, SlotSpec slot, IReadOnlyList<SlotSpec> all)
    {
        var end = text.Length;
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] is not (',' or ';' or '\u3002' or '\n') || (slot.Type == SlotType.Materials && text[i] == ',')) continue;
            end = i;
            break;
        }

        // 性别: of a form that was pasted, though we do not ask for it.
        var blank = text.IndexOf(' ', from, end - from);
        var colon = blank < 0 ? -1 : text.IndexOf(':', blank, Math.Min(end - blank, LongestLabel));
        if (colon > blank + 1 && text.IndexOf(' ', blank + 1, colon - blank - 1) < 0 && blank > from) end = blank;
        foreach (var other in all)
        {
            if (other.Name == slot.Name) continue;
            foreach (var label in other.Labels)
            {
                var at = label.Length < 2 ? -1 : text.IndexOf(Ear.Even(label), from, end - from, StringComparison.Ordinal);
                if (at > from) end = at;
            }
        }

        return end;
    }

    /// <summary>"电话" inside "联系人电话" belongs to the other slot.</summary>
    private static bool IsPartOfLonger(string text, int at, string word, SlotSpec slot, IReadOnlyList<SlotSpec> all)
    {
        foreach (var other in all)
        {
            if (other.Name == slot.Name) continue;
            foreach (var label in other.Labels)
            {
                var longer = Ear.Even(label);
                var inside = longer.Length > word.Length ? longer.IndexOf(word, StringComparison.Ordinal) : -1;
                if (inside >= 0 && at >= inside && string.CompareOrdinal(text, at - inside, longer, 0, longer.Length) == 0) return true;
            }
        }

        return false;
    }

    private static bool Overlaps(Reading.Found found, Reading.Found? consumed, SlotSpec? open)
    {
        if (consumed is null || (open is not null && (SlotParsers.IsFree(open.Type) || (open.Type == SlotType.YesNo && consumed.Length == 0)))) return false;
        return consumed.Length == 0 || (found.Start < consumed.Start + consumed.Length && consumed.Start < found.Start + found.Length);
    }
}

/// <param name="Found">Where its value stands.</param>
/// <param name="Labels">What its slot is called.</param>
internal sealed record OtherAnswer(Command Command, Reading.Found Found, IReadOnlyList<string> Labels);

using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Slots;

/// <summary>
/// One of a few: by label, by any word that means it, or by a word in a sentence when only one option's word is there. The sentence has to be about it:
/// a question is no answer, and a word that a long story passes by is read back before it is taken. Refuses
/// with <c>choice_several</c>, <c>choice_number</c> and <c>choice_none</c>.
/// </summary>
internal sealed class ChoiceParser(Vocabulary words, NumberWords numbers) : ISlotParser
{
    /// <summary>Of a clause, beside the word: characters of Chinese, words of English.</summary>
    private const int MostBeside = 8;
    private const int MostBesideInQuestion = 4;
    /// <summary>What leads to the word stands right before it: 我是(他)儿子, 给(我)妈.</summary>
    private const int LeadReach = 5;
    private const int LeadReachLatin = 12;
    /// <summary>老伴走了, 老伴去年没的.</summary>
    private const int GoneReach = 5;
    private readonly string[] _not = words.Longest("corrections.not");
    private readonly string[] _leads = words.Longest("answers.choice_leads");
    private readonly string[] _for = words.Longest("answers.choice_for");
    private readonly string[] _whose = words.Longest("answers.whose");
    private readonly string[] _gone = words.Longest("answers.gone");

    public Reading Read(Heard heard, SlotSpec slot)
    {
        if (Exact(heard, slot) is { } exact) return new Reading.Found(Value(heard, slot, exact));
        if (slot.Choices.Count > 0 && numbers.Pick(heard) is { } number) return number == -1 || (number >= 1 && number <= slot.Choices.Count)
            ? new Reading.Found(Value(heard, slot, number < 0 ? slot.Choices[^1] : slot.Choices[number - 1]))
            : new Reading.Wrong("choice_number");
        var named = Named(heard, slot);
        if (named.Count == 0) return new Reading.Nothing("choice_none");
        if (named.Exists(word => word.Choice != named[0].Choice)) named = named.FindAll(word => IsLed(heard.Text, word.At)) is { Count: > 0 } led ? led : named;
        var best = named.MaxBy(word => word.Length)!;
        if (named.Exists(word => word.Choice != best.Choice)) return heard.IsQuestion ? new Reading.Nothing("choice_none") : new Reading.Wrong("choice_several");
        var beside = Beside(heard.Text, best.At, best.Length);
        if (heard.IsQuestion && beside > MostBesideInQuestion) return new Reading.Nothing("choice_none");
        var isSure = IsLed(heard.Text, best.At) || (beside <= MostBeside && !Words.Contains(Near(heard.Text, best.At + best.Length, GoneReach), _gone));
        return new Reading.Found(Value(heard, slot, best.Choice), best.At, best.Length) { IsDoubtful = !isSure };
    }

    /// <summary>The option that somebody is named for right after 给 or 替, whatever else is said: 想给我妈办高龄津贴.</summary>
    public SlotValue? For(Heard heard, SlotSpec slot)
    {
        if (slot.Type is not (SlotType.Choice or SlotType.YesNo)) return null;
        var named = Named(heard, slot).FindAll(word => _for.Any(lead => IsRightBefore(heard.Text, word.At, lead)));
        return named.Count > 0 && named.TrueForAll(word => word.Choice == named[0].Choice) ? Value(heard, slot, named[0].Choice) : null;
    }

    /// <summary>The whole message names the option.</summary>
    public static SlotChoice? Exact(Heard heard, SlotSpec slot)
    {
        foreach (var form in heard.Forms)
            foreach (var choice in slot.Choices)
                foreach (var name in Names(choice))
                    if (string.Equals(form, Ear.Even(name), StringComparison.Ordinal)) return choice;
        return null;
    }

    public static SlotValue Value(Heard heard, SlotSpec slot, SlotChoice choice) => new(slot.Type, choice.Id, heard.Label(choice));

    /// <summary>The options' words in the text, without those that stand inside a longer one of another option.</summary>
    private List<Word> Named(Heard heard, SlotSpec slot)
    {
        var all = new List<Word>();
        foreach (var choice in slot.Choices)
            foreach (var name in Names(choice))
            {
                var word = Ear.Even(name);
                if (word.Length == 0 || (word.Length == 1 && heard.Bare.Length > 3 && !Has(heard, slot, word))) continue;
                var at = Words.Find(heard.Text, word);
                if (at >= 0 && !IsDenied(heard.Text, at)) all.Add(new Word(choice, at, word.Length));
            }

        return all.FindAll(word => !all.Exists(other => other.Length > word.Length && other.At <= word.At && word.At + word.Length <= other.At + other.Length && other.Choice != word.Choice));
    }

    private static IEnumerable<string> Names(SlotChoice choice)
    {
        yield return choice.Label;
        if (choice.LabelEn is not null) yield return choice.LabelEn;
        foreach (var synonym in choice.Synonyms) yield return synonym;
        yield return choice.Id;
    }

    /// <summary>有 before what the question is about: 有一张农行的卡.</summary>
    private static bool Has(Heard heard, SlotSpec slot, string word) => slot.Type == SlotType.YesNo && Words.IsHan(word[0]) && heard.Bare.StartsWith(word, StringComparison.Ordinal)
        && slot.Labels.Any(label => Words.Find(heard.Text, Ear.Even(label)) >= 0);

    private bool IsDenied(string text, int at)
    {
        foreach (var word in _not)
            if (at >= word.Length && string.CompareOrdinal(text, at - word.Length, word, 0, word.Length) == 0) return true;
        return false;
    }

    private bool IsLed(string text, int at)
    {
        var from = Math.Max(0, at - (Words.IsHan(text[at]) ? LeadReach : LeadReachLatin));
        if (Array.Exists(_for, lead => string.CompareOrdinal(text, at, lead, 0, lead.Length) == 0)) return true;
        var before = text[from..at];
        return Words.Contains(before, _leads) && !Words.Contains(before, _not) && before.AsSpan().IndexOfAny(',', '.', '\u3002') < 0;
    }

    /// <summary>But for whose it is: 给(俺家)老人, for (my) mother.</summary>
    private bool IsRightBefore(string text, int at, string lead)
    {
        foreach (var whose in _whose)
            if (at >= whose.Length && string.CompareOrdinal(text, at - whose.Length, whose, 0, whose.Length) == 0)
            {
                at -= whose.Length;
                break;
            }

        return at >= lead.Length && string.CompareOrdinal(text, at - lead.Length, lead, 0, lead.Length) == 0 && Words.StartsThere(text, at - lead.Length);
    }

    /// <summary>What else its clause says.</summary>
    private static int Beside(string text, int at, int length)
    {
        var (from, to) = (at, at + length);
        while (from > 0 && !Ends(text, from - 1)) from--;
        while (to < text.Length && !Ends(text, to)) to++;
        var clause = text[from..to];
        if (clause.Any(Words.IsHan)) return clause.Count(char.IsLetterOrDigit) - text.AsSpan(at, length).ToString().Count(char.IsLetterOrDigit);
        return clause.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length - text.Substring(at, length).Split(' ').Length;
    }

    /// <summary>A mark, or a blank between Chinese words: who speaks to the phone breathes.</summary>
    private static bool Ends(string text, int at) => text[at] is ',' or '.' or '!' or '?' or ';' or '\n' or '\u3002' or '\u3001'
        || (text[at] == ' ' && at > 0 && at + 1 < text.Length && Words.IsHan(text[at - 1]) && Words.IsHan(text[at + 1]));

    private static string Near(string text, int at, int reach) => text[at..Math.Min(text.Length, at + reach)];

    private sealed record Word(SlotChoice Choice, int At, int Length);
}

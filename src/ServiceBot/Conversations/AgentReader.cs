using System.Collections.Frozen;
using ServiceBot.Cases;
using ServiceBot.Domain.Cases;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>Reads an agent's message: numbers first, then the words of <c>dialogs/vocabulary/agent.yml</c>.</summary>
internal sealed class AgentReader
{
    private static readonly FrozenDictionary<int, CaseVerb> Numbers = AgentMenu.Numbers.ToFrozenDictionary(pair => pair.Number, pair => pair.Verb);

    private const int FewestDigits = 4, MostDigits = 8;
    private readonly FrozenSet<string> _list;
    private readonly FrozenSet<string> _help;
    private readonly FrozenSet<string> _link;
    private readonly FrozenSet<string> _unlink;
    private readonly FrozenSet<string> _stop;
    private readonly string[] _codes;
    private readonly string[] _see;
    private readonly string[] _marks;
    private readonly string[] _between;
    private readonly FrozenSet<string> _tails;
    private readonly (string Word, CaseVerb Verb)[] _verbs;

    public AgentReader(Vocabulary words)
    {
        _list = words.Set("agent.list");
        _help = words.Set("agent.help");
        _link = words.List("commands.exact.link").Concat(words.List("agent.line")).ToFrozenSet(StringComparer.Ordinal);
        _unlink = words.Set("commands.exact.unlink");
        _stop = words.Set("commands.sms.optout");
        _codes = words.Longest("commands.link_code");
        _see = words.Longest("agent.see");
        _marks = words.List("agent.marks");
        _between = words.List("agent.between");
        _tails = words.Set("agent.tails");
        _verbs =
        [
            .. words.Below("agent.verbs").SelectMany(name => words.List("agent.verbs." + name).Select(word => (word, Enum.Parse<CaseVerb>(name))))
                .OrderByDescending(pair => pair.word.Length),
        ];
    }

    public AgentWord Read(string text)
    {
        var said = Even(text);
        if (_list.Contains(said.ToLowerInvariant())) return new AgentWord.List();
        if (_help.Contains(said.ToLowerInvariant())) return new AgentWord.Help();
        if (_link.Contains(said.ToLowerInvariant())) return new AgentWord.Link();
        if (_unlink.Contains(said.ToLowerInvariant())) return new AgentWord.Unlink();
        if (Code(said) is { } code) return new AgentWord.Code(code);
        if (CaseReference.TryParse(said, out var whole)) return new AgentWord.Look(whole);
        if (TakeNumber(said, out var number, out var rest, out var marked)) return Numbered(number, rest, marked);
        if (_see.FirstOrDefault(word => Begins(said, word)) is { } see && TakeNumber(Cut(said[see.Length..]), out var place, out var after, out _) && after.Length == 0)
            return new AgentWord.See(place);
        if (TakeVerb(said, null) is var (verb, follows, cut)) return Worded(verb, follows, cut);
        return new AgentWord.Other();
    }

    /// <summary>Nothing but a word at which a carrier stops sending.</summary>
    public bool Stops(string text) => _stop.Contains(Even(text).ToLowerInvariant());

    /// <summary>
    /// The papers that a text names: numbers of the item's list, names of it as written or in part, or other names.
    /// </summary>
    /// <param name="wrong">A number beyond the list; 0 when all fit.</param>
    public IReadOnlyList<string> Papers(string text, IReadOnlyList<string> known, out int wrong)
    {
        wrong = 0;
        var found = new List<string>();
        foreach (var part in Parts(Even(text)))
        {
            if (!int.TryParse(part, out var number)) found.Add(Official(part, known));
            else if (number >= 1 && number <= known.Count) found.Add(known[number - 1]);
            else wrong = number;
        }

        return [.. found.Distinct()];
    }

    /// <summary>Full-width digits and letters become plain, controls blank; everything else stays as he wrote it, because a resident may read it.</summary>
    private static string Even(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            var sign = source[i];
            var wide = sign is >= '\uFF10' and <= '\uFF19' or >= '\uFF21' and <= '\uFF3A' or >= '\uFF41' and <= '\uFF5A';
            span[i] = wide ? (char)(sign - 0xFEE0) : sign is '\u3000' || char.IsControl(sign) ? ' ' : sign;
        }
    }).Trim();

    /// <summary>Digits after the word for a code and nothing else, as many as one mistyped may have: a sentence with a number in it is an answer.</summary>
    private string? Code(string said)
    {
        if (_codes.FirstOrDefault(word => Begins(said, word)) is not { } lead) return null;
        var rest = Cut(said[lead.Length..]);
        var digits = string.Concat(rest.Where(char.IsAsciiDigit));
        return digits.Length is >= FewestDigits and <= MostDigits && rest.All(sign => char.IsAsciiDigit(sign) || sign is ' ' or '-') ? digits : null;
    }

    private AgentWord Numbered(int number, string rest, bool marked)
    {
        if (number == 0) return rest.Length == 0 ? new AgentWord.List() : new AgentWord.Other();
        if (!Numbers.TryGetValue(number, out var verb)) return rest.Length == 0 ? new AgentWord.OffMenu(number) : new AgentWord.Other();
        var (reference, after) = TakeReference(rest);
        // "3 缺 …" says it twice; the word is not part of what follows. Without a word or a mark, "3月5日" is no answer.
        if (TakeVerb(after, verb) is var (_, follows, _)) after = follows;
        else if (!marked) return new AgentWord.Other();
        return Says(verb, reference, after, rest.Length == 0, byWord: false);
    }

    private static AgentWord Worded(CaseVerb verb, string rest, bool marked)
    {
        var (reference, after) = TakeReference(rest);
        // "办结了吗" and "报送不了" begin with a word of ours and say something else.
        var open = verb is CaseVerb.Supplement or CaseVerb.HandToStandIn;
        return marked || open || reference is not null ? Says(verb, reference, after, rest.Length == 0, byWord: true) : new AgentWord.Other();
    }

    /// <summary>Where nothing may follow, something that follows is a sentence of its own: "收到，但是材料不对" accepts nothing.</summary>
    private static AgentWord Says(CaseVerb verb, CaseReference? reference, string rest, bool bare, bool byWord) =>
        rest.Length == 0 || verb is CaseVerb.Supplement or CaseVerb.HandToStandIn or CaseVerb.Submit or CaseVerb.Complete
            ? new AgentWord.Do(verb, reference, rest, bare, byWord)
            : new AgentWord.Other();

    private (CaseVerb Verb, string After, bool Marked)? TakeVerb(string said, CaseVerb? only)
    {
        foreach (var (word, verb) in _verbs)
            if ((only is null || verb == only) && Begins(said, word))
            {
                var after = Cut(said[word.Length..]);
                return (verb, after, after.Length == 0 || after.Length < said.Length - word.Length);
            }

        return null;
    }

    /// <summary>An English word must end where it ends: "list" is not in "listen".</summary>
    private static bool Begins(string said, string word) =>
        said.StartsWith(word, StringComparison.OrdinalIgnoreCase)
        && (said.Length == word.Length || !char.IsAsciiLetter(word[^1]) || !char.IsAsciiLetter(said[word.Length]));

    /// <summary>At most two digits: longer ones are case numbers or phones.</summary>
    private bool TakeNumber(string said, out int number, out string rest, out bool marked)
    {
        var length = said.TakeWhile(char.IsAsciiDigit).Count();
        (number, rest, marked) = (0, "", true);
        if (length is 0 or > 2) return false;
        number = int.Parse(said.AsSpan(0, length), System.Globalization.CultureInfo.InvariantCulture);
        rest = Cut(said[length..]);
        marked = rest.Length == 0 || rest.Length < said.Length - length;
        return true;
    }

    private static (CaseReference?, string) TakeReference(string said)
    {
        var length = said.TakeWhile(char.IsAsciiDigit).Count();
        return length >= 9 && CaseReference.TryParse(said[..length], out var reference) ? (reference, said[length..].Trim()) : (null, said);
    }

    private string Cut(string text)
    {
        while (_marks.FirstOrDefault(mark => text.StartsWith(mark, StringComparison.Ordinal)) is { } mark) text = text[mark.Length..];
        text = text.Trim();
        return _tails.Contains(text) ? "" : text;
    }

    /// <summary>A blank separates numbers and Chinese names, not the words of an English one.</summary>
    private IEnumerable<string> Parts(string text)
    {
        foreach (var part in text.Split(_between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var pieces = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (pieces.Any(piece => piece.Any(char.IsAsciiLetter))) yield return part;
            else
                foreach (var piece in pieces)
                    yield return piece;
        }
    }

    private static string Official(string name, IReadOnlyList<string> known)
    {
        if (known.Contains(name)) return name;
        var like = known.Where(paper => paper.Contains(name, StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        return like.Count == 1 ? like[0] : name;
    }
}

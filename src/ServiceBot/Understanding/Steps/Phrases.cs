using System.Collections.Frozen;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Steps;

/// <summary>Words that steer: a person, back, again, menu, cancel, go on, skip, help, progress, language, small talk.</summary>
internal sealed class Phrases
{
    private const int LongestHan = 16;
    private const int LongestLatin = 48;
    private readonly SlotParsers _parsers;
    private readonly FrozenDictionary<string, string> _whole;
    private readonly (string Word, string Command)[] _inside;
    private readonly FrozenSet<string> _decline;
    private readonly FrozenSet<string> _yes;
    private readonly FrozenSet<string> _nothing;
    private readonly string[] _fillers, _particles;

    public Phrases(Vocabulary words, SlotParsers parsers)
    {
        _parsers = parsers;
        var whole = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var command in words.Below("commands.exact"))
            foreach (var word in words.List("commands.exact." + command)) whole[word] = command;
        foreach (var dialog in words.Below("commands.start"))
            foreach (var word in words.List("commands.start." + dialog)) whole[word] = StartMark + dialog;
        _whole = whole.ToFrozenDictionary(StringComparer.Ordinal);
        _inside = [.. words.Below("commands.contains").SelectMany(command => words.List("commands.contains." + command).Select(word => (word, command)))
            .Concat(words.Below("commands.start_contains").SelectMany(dialog => words.List("commands.start_contains." + dialog).Select(word => (word, StartMark + dialog))))
            .OrderByDescending(pair => pair.Item1.Length)];
        _decline = words.Set("answers.decline");
        _yes = words.Set("answers.yes");
        _nothing = words.Set("answers.nothing");
        (_fillers, _particles) = (words.Longest("commands.fillers"), words.Longest("commands.particles"));
    }

    private const char StartMark = '>';

    /// <summary>The whole message is one of them. For a yes/no question what means yes or no is the answer.</summary>
    public IReadOnlyList<Command>? Whole(Heard heard, Expectation expectation)
    {
        var open = expectation.Open;
        if (open is { Type: SlotType.YesNo } && _parsers.YesNo.Whole(heard) is not null) return null;
        if (open is { Type: SlotType.Materials } && _parsers.Read(heard, open) is Reading.Found) return null;
        if (open is { Optional: true } && (heard.Forms.Any(_nothing.Contains) || (open.Type == SlotType.Text && _parsers.YesNo.Whole(heard) is not null))) return [new Command.Skip()];
        foreach (var form in heard.Forms)
        {
            if (_whole.TryGetValue(form, out var name) && Command(name, heard, expectation) is { } command) return [command];
            if (_decline.Contains(form)) return [Decline(expectation)];
        }

        if (Talk(heard) is { } talk) return [talk];
        return CaseNumber(heard, expectation) is { } reference ? [new Command.Status(reference)] : null;
    }

    /// <summary>"好的，知道了": small talk in two breaths.</summary>
    private Command.Start? Talk(Heard heard)
    {
        if (heard.Text.Length > LongestLatin) return null;
        var clauses = heard.Text.Split([',', '.', '!', '\u3002', '\u3001', '~'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (clauses.Length < 2) return null;
        string? dialog = null;
        foreach (var clause in clauses)
            if (Spoken(clause).Select(form => _whole.GetValueOrDefault(form)).FirstOrDefault(name => name?[0] == StartMark) is { } name) dialog = name[1..];
            else if (!_yes.Contains(clause)) return null;
        return dialog is null ? null : new Command.Start(dialog);
    }

    /// <summary>The clause, and without fillers before and particles after it: 请问在不在, 知道啦.</summary>
    private IEnumerable<string> Spoken(string clause)
    {
        yield return clause;
        var without = clause;
        if (Array.Find(_fillers, filler => without.StartsWith(filler, StringComparison.Ordinal)) is { } before) yield return without = without[before.Length..];
        if (Array.Find(_particles, particle => without.EndsWith(particle, StringComparison.Ordinal)) is { } after) yield return without[..^after.Length];
    }

    /// <summary>One of them somewhere in a short message.</summary>
    public IReadOnlyList<Command>? Inside(Heard heard, Expectation expectation)
    {
        var text = heard.Text;
        if (text.Length > (text.AsSpan().ContainsAnyInRange('\u3400', '\u9FFF') ? LongestHan + 12 : LongestLatin)) return null;
        var isLong = text.Length > LongestHan && !heard.English;
        foreach (var (word, name) in _inside)
        {
            if (Words.Find(text, word) < 0 || (isLong && name is not "status")) continue;
            if (name == "status") return [new Command.Status(Digits(heard))];
            if (Command(name, heard, expectation) is { } command) return [command];
        }

        return null;
    }

    /// <summary>"好的" where nothing was asked; where going on with something was offered, it is a yes to that.</summary>
    public Command? SmallTalk(Heard heard, Expectation expectation)
    {
        if (expectation is { Open: not null, AwaitsPerson: false } || _parsers.YesNo.Whole(heard) is not { } yes) return null;
        return yes && expectation is { MenuOffset: 0, Menu: [{ Command: Command.Resume resume }, ..] } ? resume : new Command.Start(yes ? "thanks" : "goodbye");
    }

    private static Command? Command(string name, Heard heard, Expectation expectation)
    {
        if (name[0] == StartMark) return new Command.Start(name[1..]);
        return name switch
        {
            "human" => new Command.Human(),
            "back" => new Command.Back(),
            "repeat" => new Command.Repeat(),
            "menu" => new Command.Menu(),
            "cancel" => new Command.Cancel(),
            "resume" => new Command.Resume(),
            "agreed" => expectation is { Open: null, HasDrafts: true } ? new Command.Resume() : null,
            "skip" => expectation.Open is null ? null : new Command.Skip(),
            "help" => new Command.Help(),
            "status" => new Command.Status(),
            "link" => new Command.Link(),
            "unlink" => new Command.Unlink(),
            "prefer_here" => new Command.Prefer(),
            "prefer_sms" => new Command.Prefer("sms"),
            "prefer_wechat" => new Command.Prefer("wechat"),
            "prefer_web" => new Command.Prefer("directline"),
            "english" => new Command.Language("en"),
            "chinese" => new Command.Language("zh-Hans"),
            _ => throw new InvalidOperationException($"The vocabulary names an unknown command '{name}' for a message of {heard.Text.Length} characters."),
        };
    }

    /// <summary>"不用了" where no yes or no was asked: an optional question is passed over, another one ends the form.</summary>
    private static Command Decline(Expectation expectation) => expectation.Open switch
    {
        null => new Command.Start("goodbye"),
        { Optional: true } => new Command.Skip(),
        _ => new Command.Cancel(),
    };

    /// <summary>A message that is nothing but the number of a case, where no number was asked for.</summary>
    private string? CaseNumber(Heard heard, Expectation expectation)
    {
        if (expectation.Open is { } open && SlotParsers.TakesDigits(open.Type)) return null;
        return heard.Text.All(c => char.IsAsciiDigit(c) || c is ' ' or '-' or '#') ? Digits(heard) : null;
    }

    private string? Digits(Heard heard)
    {
        var groups = _parsers.Digits.Groups(heard.Text);
        for (var first = 0; first < groups.Count; first++)
            foreach (var chain in Slots.SpokenDigits.Chains(groups, first))
                if (chain.Digits.Length is >= 9 and <= 10 && !chain.Digits.Contains('X')) return chain.Digits;
        return null;
    }
}

using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Steps;

/// <summary>
/// A link code: "绑定 482913", "link 482-913", and the six digits alone where she was just asked for them. A wrong number of digits after the
/// word is a code mistyped; without the word it is none.
/// </summary>
internal sealed class LinkCodeWords(Vocabulary words)
{
    private const int Length = 6;
    private const int Fewest = 4;
    private const int Most = 8;
    /// <summary>Whoever writes more than this says something else.</summary>
    private const int LongestMessage = 30;
    private readonly string[] _leads = words.Longest("commands.link_code");

    /// <summary>The word and digits: nothing more is to be waited for.</summary>
    public bool Speaks(string text) =>
        text.Length <= LongestMessage && text.Normalize(System.Text.NormalizationForm.FormKC).ToLowerInvariant() is var plain
        && Digits(plain) is { Length: >= Fewest and <= Most } && Words.Contains(plain, _leads);

    public IReadOnlyList<Command>? Read(Heard heard, Expectation expectation)
    {
        var text = heard.Text;
        if (text.Length is < Length - 1 or > LongestMessage || Digits(text) is not { } digits) return null;
        var said = Words.Contains(text, _leads);
        if (said ? digits.Length is < Fewest or > Most : digits.Length != Length || !expectation.AwaitsLinkCode || !IsBare(text)) return null;
        return [new Command.Link(digits)];
    }

    /// <summary>All digits of the text, when they stand together but for single blanks and dashes; null when there are none or several numbers.</summary>
    private static string? Digits(string text)
    {
        var (first, last) = (text.AsSpan().IndexOfAnyInRange('0', '9'), text.AsSpan().LastIndexOfAnyInRange('0', '9'));
        if (first < 0) return null;
        var digits = new List<char>(last - first + 1);
        for (var at = first; at <= last; at++)
        {
            if (char.IsAsciiDigit(text[at])) digits.Add(text[at]);
            else if (text[at] is not (' ' or '-') || !char.IsAsciiDigit(text[at - 1])) return null;
        }

        return new string([.. digits]);
    }

    private static bool IsBare(string text) => !text.Any(char.IsLetter);
}

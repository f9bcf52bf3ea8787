using System.Text;

namespace ServiceBot.Channels.WeChat;

/// <summary>
/// Values in the shape that each kind of field takes; its name says the kind: <c>thing2</c>, <c>phrase3</c>. One value that does not fit makes the
/// platform refuse the whole message, so what is too long is cut and what is missing becomes a dash.
/// </summary>
/// <remarks>Limits as the platform's page on subscription messages states them.</remarks>
internal static class TemplateFields
{
    private const string Missing = "-";
    private const char Ellipsis = '\u2026';

    public static string Fit(string field, string value)
    {
        var plain = string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var kind = field.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        var fitted = kind switch
        {
            "thing" or "const" => Cut(plain, 20),
            "phrase" => Cut(Only(plain, letter => letter is >= '\u4E00' and <= '\u9FFF'), 5, end: null),
            "name" => Cut(plain, plain.All(char.IsAscii) ? 20 : 10, end: null),
            "character_string" => Cut(Only(plain, letter => letter is > ' ' and < '\u007F'), 32, end: null),
            "letter" => Cut(Only(plain, char.IsAsciiLetter), 32, end: null),
            "number" => Cut(Only(plain, letter => char.IsAsciiDigit(letter) || letter == '.'), 32, end: null),
            "phone_number" => Cut(Only(plain, letter => char.IsAsciiDigit(letter) || letter is '+' or '-'), 17, end: null),
            "symbol" => Cut(plain, 5, end: null),
            "car_number" => Cut(plain, 8, end: null),
            // Dates, times, amounts, and the free fields of older templates.
            _ => Cut(plain, 200),
        };
        return fitted.Length == 0 ? Missing : fitted;
    }

    private static string Only(string text, Func<char, bool> allowed)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var letter in text)
            if (allowed(letter)) kept.Append(letter);
        return kept.ToString();
    }

    /// <summary>Counted in characters as a reader does; half a surrogate pair is none.</summary>
    private static string Cut(string text, int most, char? end = Ellipsis)
    {
        var runes = text.EnumerateRunes().ToList();
        if (runes.Count <= most) return text;
        var kept = string.Concat(runes.Take(end is null ? most : most - 1).Select(rune => rune.ToString()));
        return end is null ? kept : kept + end;
    }
}

namespace ServiceBot.Domain.Messaging;

/// <summary>
/// Cuts what is to be said into messages of at most two SMS, as <see cref="TextPages"/> does. Blank lines are left out, because they cost as much
/// as a character.
/// </summary>
public static class SmsPages
{
    /// <summary>Paid for as one message that a phone shows whole; longer ones arrive in pieces on old phones.</summary>
    public const int MaxSegments = 2;

    /// <param name="blocks">What belongs together, each with its lines: a question with its choices.</param>
    /// <param name="room">Text that must still fit behind every page, such as the word about the next one.</param>
    public static IReadOnlyList<string> Of(IEnumerable<string> blocks, string room = "") =>
        TextPages.Of(blocks.Select(Tidy), text => SmsText.Measure(text + room).Segments <= MaxSegments, "\n");

    /// <summary>
    /// Without blank lines; and where nothing but typographer's quotes, dashes and the like keeps a text out of the GSM alphabet, with the plain
    /// ones: one of them would more than double its price.
    /// </summary>
    public static string Tidy(string text)
    {
        var lines = string.Join('\n', text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        if (!SmsText.Measure(lines).Ucs2) return lines;
        var plain = string.Concat(lines.Select(Plain));
        return SmsText.Measure(plain).Ucs2 ? lines : plain;
    }

    private static string Plain(char sign) => sign switch
    {
        '\u2018' or '\u2019' or '\u0060' or '\u00B4' => "'",
        '\u201C' or '\u201D' or '\u00AB' or '\u00BB' => "\"",
        '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212' => "-",
        '\u2026' => "...",
        '\u2022' or '\u00B7' => "*",
        '\u00A0' or '\u2009' or '\u202F' or '\t' => " ",
        _ => sign.ToString(),
    };
}

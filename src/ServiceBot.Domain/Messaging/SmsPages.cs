using System.Buffers;

namespace ServiceBot.Domain.Messaging;

/// <summary>
/// Cuts what is to be said into messages of at most two SMS, as few as possible: what belongs together stays together where it fits, then
/// lines do, then sentences; never half a surrogate pair. Blank lines are left out, because they cost as much as a character.
/// </summary>
public static class SmsPages
{
    /// <summary>Paid for as one message that a phone shows whole; longer ones arrive in pieces on old phones.</summary>
    public const int MaxSegments = 2;

    /// <summary>Full stop, semicolon, comma and enumeration comma of Chinese, and ours.</summary>
    private static readonly SearchValues<char> Ends = SearchValues.Create("\u3002\uFF1B\uFF0C\u3001;, ");

    /// <param name="blocks">What belongs together, each with its lines: a question with its choices.</param>
    /// <param name="room">Text that must still fit behind every page, such as the word about the next one.</param>
    public static IReadOnlyList<string> Of(IEnumerable<string> blocks, string room = "")
    {
        var pages = new List<string>();
        var page = "";
        foreach (var block in blocks.Select(Tidy).Where(block => block.Length > 0))
        {
            if (Fits(Joined(page, block))) page = Joined(page, block);
            else if (Fits(block)) Turn(block);
            else
                foreach (var piece in block.Split('\n').SelectMany(Pieces))
                    if (Fits(Joined(page, piece))) page = Joined(page, piece);
                    else Turn(piece);
        }

        if (page.Length > 0) pages.Add(page);
        return pages;

        void Turn(string next)
        {
            if (page.Length > 0) pages.Add(page);
            page = next;
        }

        bool Fits(string text) => SmsText.Measure(text + room).Segments <= MaxSegments;

        IEnumerable<string> Pieces(string line)
        {
            while (!Fits(line))
            {
                var length = Longest(line);
                yield return line[..length].TrimEnd();
                line = line[length..].TrimStart();
            }

            if (line.Length > 0) yield return line;
        }

        // A longer beginning never costs less, so halving finds the longest that fits.
        int Longest(string line)
        {
            var (fits, not) = (1, line.Length);
            while (not - fits > 1)
            {
                var middle = (fits + not) / 2;
                if (Fits(line[..middle])) fits = middle;
                else not = middle;
            }

            var end = line.AsSpan(0, fits).LastIndexOfAny(Ends) + 1;
            if (end > fits / 2) return end;
            return fits > 1 && char.IsHighSurrogate(line[fits - 1]) ? fits - 1 : fits;
        }
    }

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

    private static string Joined(string page, string next) => page.Length == 0 ? next : page + "\n" + next;

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

using System.Buffers;
using System.Text;

namespace ServiceBot.Domain.Messaging;

/// <summary>
/// Cuts what is to be said into as few messages as possible: what belongs together stays together where it fits, then lines do, then sentences;
/// never half a surrogate pair, and nothing is lost but blanks at a cut.
/// </summary>
public static class TextPages
{
    /// <summary>Full stop, semicolon, comma and enumeration comma of Chinese, and ours.</summary>
    private static readonly SearchValues<char> Ends = SearchValues.Create("\u3002\uFF1B\uFF0C\u3001;, ");

    /// <summary>Messages of at most <paramref name="limit"/> bytes of UTF-8, with a blank line between blocks.</summary>
    public static IReadOnlyList<string> OfBytes(IEnumerable<string> blocks, int limit) =>
        Of(blocks, text => Encoding.UTF8.GetByteCount(text) <= limit, "\n\n");

    /// <param name="blocks">What belongs together, each with its lines: a question with its choices. Empty ones are left out.</param>
    /// <param name="fits">Whether a text is short enough; true for every single character.</param>
    /// <param name="between">Stands between two blocks of one message.</param>
    public static IReadOnlyList<string> Of(IEnumerable<string> blocks, Func<string, bool> fits, string between)
    {
        var pages = new List<string>();
        var page = "";
        foreach (var block in blocks.Where(block => block.Length > 0))
        {
            if (fits(Joined(page, block, between))) page = Joined(page, block, between);
            else if (fits(block)) Turn(block);
            else
            {
                var joint = between;
                foreach (var piece in block.Split('\n').SelectMany(line => Pieces(line, fits)))
                {
                    if (fits(Joined(page, piece, joint))) page = Joined(page, piece, joint);
                    else Turn(piece);
                    joint = "\n";
                }
            }
        }

        if (page.Length > 0) pages.Add(page);
        return pages;

        void Turn(string next)
        {
            if (page.Length > 0) pages.Add(page);
            page = next;
        }
    }

    private static IEnumerable<string> Pieces(string line, Func<string, bool> fits)
    {
        while (!fits(line))
        {
            var length = Longest(line, fits);
            yield return line[..length].TrimEnd();
            line = line[length..].TrimStart();
        }

        if (line.Length > 0) yield return line;
    }

    /// <summary>A longer beginning never measures less, so halving finds the longest that fits.</summary>
    private static int Longest(string line, Func<string, bool> fitting)
    {
        var (fits, not) = (1, line.Length);
        while (not - fits > 1)
        {
            var middle = (fits + not) / 2;
            if (fitting(line[..middle])) fits = middle;
            else not = middle;
        }

        var end = line.AsSpan(0, fits).LastIndexOfAny(Ends) + 1;
        if (end > fits / 2) return end;
        return fits > 1 && char.IsHighSurrogate(line[fits - 1]) ? fits - 1 : fits;
    }

    private static string Joined(string page, string next, string between) => page.Length == 0 ? next : page + between + next;
}

namespace ServiceBot.Understanding;

/// <summary>Where the value begins that holds in the end: "三个，不对，四个", "不是十五，是十六号", "改成下周二", "not Lee, it's Li Ming".</summary>
internal sealed class LastWord(Vocabulary words)
{
    private readonly string[] _again = words.Longest("corrections.again");
    private readonly string[] _not = words.Longest("corrections.not");
    private readonly string[] _is = words.Longest("corrections.then");
    private readonly string[] _notNot = words.Longest("corrections.not_not");

    /// <param name="atStart">Only where the message begins with it: what follows is free text, where the words mean themselves.</param>
    /// <returns>0 when she does not correct herself.</returns>
    public int Find(string text, bool atStart)
    {
        var best = 0;
        foreach (var word in _again)
        {
            var at = text.LastIndexOf(word, StringComparison.Ordinal);
            if (at < 0 || !Words.IsWhole(text, at, word.Length) || (atStart && at > 0)) continue;
            if (Rest(text, at + word.Length) is > 0 and var rest && rest > best) best = rest;
        }

        return best > 0 ? best : Swapped(text, atStart);
    }

    /// <summary>"不是A，是B", "not A, B".</summary>
    private int Swapped(string text, bool atStart)
    {
        var at = Words.Find(text, _not, out var no);
        if (at < 0 || (atStart && at > 0) || Words.Contains(text, _notNot)) return 0;
        var start = at + no.Length;
        var comma = text.IndexOf(',', start);
        if (comma > 0 && (no[0] is >= 'a' and <= 'z' || StartsWithIs(text, comma + 1))) return Rest(text, comma + 1);
        foreach (var word in _is)
        {
            var then = text.IndexOf(word, start, StringComparison.Ordinal);
            if (then > start + 1 && Words.IsWhole(text, then, word.Length)) return Rest(text, then + word.Length);
        }

        return 0;
    }

    private bool StartsWithIs(string text, int at)
    {
        while (at < text.Length && text[at] == ' ') at++;
        foreach (var word in _is)
            if (string.CompareOrdinal(text, at, word, 0, word.Length) == 0) return true;
        return false;
    }

    /// <summary>After the signs and the "是"; 0 when nothing is left.</summary>
    private int Rest(string text, int at)
    {
        while (true)
        {
            while (at < text.Length && !char.IsLetterOrDigit(text[at]) && text[at] is not ('(' or '+')) at++;
            var from = at;
            foreach (var word in _is)
                if (string.CompareOrdinal(text, at, word, 0, word.Length) == 0 && Words.EndsThere(text, at + word.Length))
                {
                    at += word.Length;
                    break;
                }

            if (at == from) return at < text.Length ? at : 0;
        }
    }
}

using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Slots;

/// <summary>Regions that fit a text equally well, best first, with the county's path as the value to show.</summary>
internal delegate IReadOnlyList<SlotValue> FindRegions(string text);

/// <summary>A village, township or county by name, alias or code. Several with the same name are shown to choose from. Refuses with <c>region_unknown</c>.</summary>
internal sealed class RegionParser(FindRegions find, Vocabulary words) : ISlotParser
{
    private const int MostCandidates = 6;
    private const int LongestName = 40;
    private readonly string[] _leads = words.Longest("places.leads");
    private readonly string[] _tails = words.Longest("places.tails");

    public Reading Read(Heard heard, SlotSpec slot)
    {
        if (heard.Forms.Count == 0) return new Reading.Nothing("region_unknown");
        foreach (var name in Names(heard))
        {
            var found = find(name);
            if (found.Count == 1) return new Reading.Found(found[0]);
            if (found.Count > 1) return new Reading.Several([.. found.Take(MostCandidates)]);
        }

        return heard.Text.Length <= LongestName && !heard.IsQuestion ? new Reading.Wrong("region_unknown") : new Reading.Nothing("region_unknown");
    }

    /// <summary>As said, then without "我家在" and "的人", then the first clause.</summary>
    private IEnumerable<string> Names(Heard heard)
    {
        var text = heard.Forms[0];
        if (text.Length > LongestName * 3) yield break;
        var core = Core(text);
        if (core.Length < text.Length) yield return core;
        yield return text;
        var end = core.AsSpan().IndexOfAny(',', '\u3002', ';');
        if (end > 1) yield return core[..end];
        if (Han(core) is { } han) yield return han;
    }

    /// <summary>"Zhengding county, 南楼乡": the characters alone.</summary>
    private static string? Han(string text)
    {
        var from = 0;
        while (from < text.Length && !Words.IsHan(text[from])) from++;
        var to = from;
        while (to < text.Length && Words.IsHan(text[to])) to++;
        return from > 0 && to - from >= 2 ? text[from..to] : null;
    }

    private string Core(string text)
    {
        foreach (var lead in _leads)
            if (text.Length > lead.Length + 1 && text.StartsWith(lead, StringComparison.Ordinal))
            {
                text = text[lead.Length..].TrimStart(' ', ':');
                break;
            }

        foreach (var tail in _tails)
            if (text.Length > tail.Length + 1 && text.EndsWith(tail, StringComparison.Ordinal)) return text[..^tail.Length];
        return text;
    }
}

using System.Text;

namespace ServiceBot.Catalog.Search;

/// <summary>
/// Names with one wrong character: one that sounds right (低宝, 准升证), or one inside a long name that makes no word (医疗求助). Another
/// is not forgiven: 毕业证 is no 失业证, and the nearest wrong thing is worse than none.
/// </summary>
internal sealed class MisspeltNames
{
    private const int Shortest = 2, Longest = 8;
    /// <summary>A typo is looked for in what people type, not in what they paste.</summary>
    private const int LongestText = 60;
    private const int ShortestUnsounded = 4;
    private const char Hole = '\u25A1';

    private readonly Dictionary<string, List<(int At, char Right)>> _holes = [];

    public MisspeltNames(IEnumerable<string> names)
    {
        foreach (var name in names.Select(TextFold.Words).Distinct().Where(name => name.Length is >= Shortest and <= Longest && name.All(TextFold.IsHan)))
            for (var at = 0; at < name.Length; at++)
            {
                var key = WithHole(name, at);
                if (!_holes.TryGetValue(key, out var found)) _holes[key] = found = [];
                found.Add((at, name[at]));
            }
    }

    /// <summary>The text with the right characters, as long as it was.</summary>
    /// <param name="text">As <see cref="TextFold.Words"/> makes it.</param>
    /// <param name="named">Names that are written right: what stands in them stays.</param>
    /// <param name="isTerm">Whether the catalog knows a pair of characters.</param>
    public string Repair(string text, List<AliasTable.Hit> named, Func<string, bool> isTerm)
    {
        if (text.Length > LongestText) return text;
        StringBuilder? repaired = null;
        for (var at = 0; at < text.Length; at++)
            for (var length = Math.Min(Longest, text.Length - at); length >= Shortest; length--)
            {
                if (named.Exists(hit => hit.Start < at + length && at < hit.Start + hit.Length) || Wrong(text.Substring(at, length), isTerm) is not { } wrong) continue;
                (repaired ??= new StringBuilder(text))[at + wrong.At] = wrong.Right;
                at += length - 1;
                break;
            }

        return repaired?.ToString() ?? text;
    }

    private (int At, char Right)? Wrong(string part, Func<string, bool> isTerm)
    {
        for (var at = 0; at < part.Length; at++)
            if (TextFold.IsHan(part[at]) && _holes.TryGetValue(WithHole(part, at), out var names))
                foreach (var name in names)
                    if (name.At == at && (SoundTable.Alike(part[at], name.Right) || IsNoWord(part, at, isTerm))) return name;
        return null;
    }

    private static bool IsNoWord(string part, int at, Func<string, bool> isTerm) =>
        part.Length >= ShortestUnsounded && at > 0 && at < part.Length - 1 && !isTerm(part.Substring(at - 1, 2)) && !isTerm(part.Substring(at, 2));

    private static string WithHole(string name, int at) => string.Create(name.Length, (name, at), static (span, from) =>
    {
        from.name.CopyTo(span);
        span[from.at] = Hole;
    });
}

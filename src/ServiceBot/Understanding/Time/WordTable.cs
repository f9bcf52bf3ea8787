using System.Collections.Frozen;

namespace ServiceBot.Understanding.Time;

/// <summary>Words with a meaning each, looked up at a place of a text, longest first.</summary>
internal sealed class WordTable<T>
{
    private readonly FrozenDictionary<char, (string Word, T Value)[]> _byFirst;

    public WordTable(IEnumerable<KeyValuePair<string, T>> words) => _byFirst = words
        .GroupBy(pair => pair.Key[0])
        .ToFrozenDictionary(group => group.Key, group => group.Select(pair => (pair.Key, pair.Value)).OrderByDescending(pair => pair.Key.Length).ToArray());

    public bool TryAt(string text, int at, out T value, out int end)
    {
        if (at < text.Length && _byFirst.TryGetValue(text[at], out var words))
        {
            foreach (var (word, meaning) in words)
            {
                if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0 || !Words.IsWhole(text, at, word.Length)) continue;
                (value, end) = (meaning, at + word.Length);
                return true;
            }
        }

        (value, end) = (default!, at);
        return false;
    }

    public bool Skip(string text, ref int at)
    {
        if (!TryAt(text, at, out _, out var end)) return false;
        at = end;
        return true;
    }
}

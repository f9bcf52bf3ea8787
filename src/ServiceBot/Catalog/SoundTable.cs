using System.Text;

namespace ServiceBot.Catalog;

/// <summary>Which characters sound alike: people write by sound, and the keyboard offers the wrong one.</summary>
internal static class SoundTable
{
    private static readonly Lazy<Dictionary<char, (short First, short Second)>> _sounds = new(Read);

    /// <summary>The same syllable, whatever the tone; false for a character that is itself.</summary>
    public static bool Alike(char one, char other)
    {
        var sounds = _sounds.Value;
        return one != other && sounds.TryGetValue(one, out var left) && sounds.TryGetValue(other, out var right) &&
            (left.First == right.First || left.First == right.Second || left.Second == right.First);
    }

    private static Dictionary<char, (short First, short Second)> Read()
    {
        var sounds = new Dictionary<char, (short First, short Second)>();
        using var stream = typeof(SoundTable).Assembly.GetManifestResourceStream("ServiceBot.Catalog.Words.sounds.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        for (short sound = 1; reader.ReadLine() is { } line; sound++)
        {
            if (line.StartsWith('#')) continue;
            foreach (var character in line.AsSpan(line.IndexOf(' ', StringComparison.Ordinal) + 1))
                sounds[character] = sounds.TryGetValue(character, out var first) ? (first.First, sound) : (sound, (short)-sound);
        }

        return sounds;
    }
}

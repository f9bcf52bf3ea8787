using System.Collections.Frozen;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ServiceBot.Understanding;

/// <summary>
/// The words people say, from <c>dialogs/vocabulary/*.yml</c>: lists and small maps, addressed as <c>file.section.name</c>. Read once.
/// </summary>
internal sealed class Vocabulary
{
    private readonly FrozenDictionary<string, string[]> _lists;
    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> _maps;

    private Vocabulary(Dictionary<string, string[]> lists, Dictionary<string, FrozenDictionary<string, string>> maps)
    {
        _lists = lists.ToFrozenDictionary(StringComparer.Ordinal);
        _maps = maps.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <exception cref="InvalidDataException">A file cannot be read: named with its line.</exception>
    public static Vocabulary Load(string directory)
    {
        var lists = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var maps = new Dictionary<string, FrozenDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(directory, "*.yml").Order(StringComparer.Ordinal))
        {
            var yaml = new YamlStream();
            try
            {
                using var reader = File.OpenText(file);
                yaml.Load(reader);
            }
            catch (YamlException exception)
            {
                throw new InvalidDataException($"{file}:{exception.Start.Line}: {exception.Message}", exception);
            }

            Read(Path.GetFileNameWithoutExtension(file), yaml.Documents[0].RootNode, lists, maps);
        }

        return new Vocabulary(lists, maps);
    }

    /// <exception cref="KeyNotFoundException">No such list: found at start, when the parsers are made.</exception>
    public string[] List(string key) => _lists[key];

    public FrozenSet<string> Set(string key) => _lists[key].ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Longest first, so that the first that fits is the best.</summary>
    public string[] Longest(string key) => [.. _lists[key].OrderByDescending(word => word.Length)];

    public FrozenDictionary<string, string> Map(string key) => _maps[key];

    public FrozenDictionary<string, int> Numbers(string key) =>
        _maps[key].ToFrozenDictionary(pair => pair.Key, pair => int.Parse(pair.Value, System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);

    public FrozenDictionary<char, int> Signs(string key) => Numbers(key).ToFrozenDictionary(pair => pair.Key[0], pair => pair.Value);

    /// <summary>Names of the lists directly below a section.</summary>
    public IEnumerable<string> Below(string section) => _lists.Keys
        .Where(key => key.StartsWith(section, StringComparison.Ordinal) && key.Length > section.Length && key[section.Length] == '.')
        .Select(key => key[(section.Length + 1)..]);

    private static void Read(string key, YamlNode node, Dictionary<string, string[]> lists, Dictionary<string, FrozenDictionary<string, string>> maps)
    {
        if (node is YamlSequenceNode sequence)
        {
            lists[key] = [.. sequence.Children.Select(child => ((YamlScalarNode)child).Value!)];
            return;
        }

        if (node is YamlScalarNode scalar)
        {
            lists[key] = [scalar.Value!];
            return;
        }

        var children = ((YamlMappingNode)node).Children;
        foreach (var (name, child) in children) Read($"{key}.{((YamlScalarNode)name).Value}", child, lists, maps);
        maps[key] = children.Where(child => child.Value is YamlScalarNode)
            .ToFrozenDictionary(child => ((YamlScalarNode)child.Key).Value!, child => ((YamlScalarNode)child.Value).Value!, StringComparer.Ordinal);
    }
}

using YamlDotNet.RepresentationModel;

namespace ServiceBot.Catalog.Regions;

/// <summary>Endings of region names and filler words: <c>Catalog/Words/regions.yml</c>.</summary>
internal sealed class RegionWords
{
    /// <summary>Longest first, per level.</summary>
    private readonly Ending[][] _endings = new Ending[5][];

    public required IReadOnlyList<string> Ignored { get; init; }

    public static RegionWords Load()
    {
        using var stream = typeof(RegionWords).Assembly.GetManifestResourceStream("ServiceBot.Catalog.Words.regions.yml")!;
        using var reader = new StreamReader(stream);
        var yaml = new YamlStream();
        yaml.Load(reader);
        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        var ignored = ((YamlSequenceNode)root["ignore"]).Select(node => ((YamlScalarNode)node).Value!);
        var words = new RegionWords { Ignored = [.. ignored.OrderByDescending(word => word.Length)] };
        foreach (var level in Enum.GetValues<RegionLevel>())
        {
            var endings = (YamlMappingNode)root[level.ToString().ToLowerInvariant()];
            words._endings[(int)level] = [.. endings.Children
                .Select(pair => new Ending(((YamlScalarNode)pair.Key).Value!, ((YamlScalarNode)pair.Value).Value!, level))
                .OrderByDescending(ending => ending.Text.Length)];
        }

        return words;
    }

    /// <summary>The ending of a region's name; null when it has none or is nothing else.</summary>
    public Ending? EndingOf(ReadOnlySpan<char> name, RegionLevel level)
    {
        foreach (var ending in _endings[(int)level])
            if (name.Length > ending.Text.Length && name.EndsWith(ending.Text, StringComparison.Ordinal))
                return ending;
        return null;
    }

    /// <param name="Text">As written.</param>
    /// <param name="Shown">As people say it; equal for endings that mean the same.</param>
    internal sealed record Ending(string Text, string Shown, RegionLevel Level);
}

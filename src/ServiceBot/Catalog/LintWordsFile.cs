using ServiceBot.Domain.Catalog;
using YamlDotNet.RepresentationModel;

namespace ServiceBot.Catalog;

/// <summary><c>Catalog/Words/lint.yml</c> as <see cref="LintWords"/>.</summary>
internal static class LintWordsFile
{
    public static LintWords Read()
    {
        using var stream = typeof(LintWordsFile).Assembly.GetManifestResourceStream("ServiceBot.Catalog.Words.lint.yml")!;
        using var reader = new StreamReader(stream);
        var yaml = new YamlStream();
        yaml.Load(reader);
        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        string One(string name) => ((YamlScalarNode)root[name]).Value!;
        IReadOnlyList<string> Many(string name) => [.. ((YamlSequenceNode)root[name]).Select(node => ((YamlScalarNode)node).Value!)];
        return new LintWords(Many("catch_all_materials"), One("immediate_case_type"), One("licence_item_type"), Many("fully_online"));
    }
}

using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Platform;

namespace ServiceBot.Dialogs;

/// <summary>Reads YAML nodes and keeps every fault with its file and line. Nothing here throws for what a person wrote.</summary>
internal sealed class YamlPlaces(string file, string name, List<string> faults)
{
    /// <summary>Short name for faults: <c>patterns/help.yml</c>.</summary>
    public string File => name;

    public List<TextVariants> InlineTexts { get; } = [];

    /// <returns>The documents of the file; empty when it is not YAML.</returns>
    public IEnumerable<YamlMappingNode> Documents()
    {
        var yaml = new YamlStream();
        try
        {
            using var reader = System.IO.File.OpenText(file);
            yaml.Load(reader);
        }
        catch (YamlException exception)
        {
            faults.Add($"{name}:{exception.Start.Line}: {exception.Message}");
            yield break;
        }

        foreach (var document in yaml.Documents)
            if (document.RootNode is YamlMappingNode root) yield return root;
            else Fault(document.RootNode, "a mapping was expected");
    }

    public void Fault(YamlNode node, string message) => faults.Add($"{name}:{node.Start.Line}: {message}");

    public string Place(YamlNode node) => $"{name}:{node.Start.Line}";

    public void Only(YamlMappingNode map, params ReadOnlySpan<string> allowed)
    {
        foreach (var key in map.Children.Keys)
            if (key is not YamlScalarNode { Value: { } word } || !allowed.Contains(word)) Fault(key, $"'{key}' is not known here; known are {string.Join(", ", allowed.ToArray())}");
    }

    public static YamlNode? Get(YamlMappingNode map, string key) => map.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;

    public string? Text(YamlMappingNode map, string key)
    {
        var node = Get(map, key);
        if (node is null) return null;
        if (node is YamlScalarNode { Value: { Length: > 0 } value }) return value;
        Fault(node, $"'{key}' must be a text");
        return null;
    }

    public string Required(YamlMappingNode map, string key)
    {
        if (Text(map, key) is { } value) return value;
        if (Get(map, key) is null) Fault(map, $"'{key}' is missing");
        return "";
    }

    public int Number(YamlMappingNode map, string key, int fallback, int least, int most)
    {
        if (Get(map, key) is not { } node) return fallback;
        if (node is YamlScalarNode { Value: { } text } && int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var value)
            && value >= least && value <= most) return value;
        Fault(node, $"'{key}' must be a number from {least} to {most}");
        return fallback;
    }

    public bool Flag(YamlMappingNode map, string key)
    {
        if (Get(map, key) is not { } node) return false;
        if (node is YamlScalarNode { Value: "true" or "false" } scalar) return scalar.Value == "true";
        Fault(node, $"'{key}' must be true or false");
        return false;
    }

    public IEnumerable<YamlMappingNode> Maps(YamlMappingNode map, string key)
    {
        if (Get(map, key) is not { } node) yield break;
        if (node is not YamlSequenceNode list)
        {
            Fault(node, $"'{key}' must be a list");
            yield break;
        }

        foreach (var child in list.Children)
            if (child is YamlMappingNode entry) yield return entry;
            else Fault(child, $"'{key}' must be a list of mappings");
    }

    public IReadOnlyList<string> Words(YamlMappingNode map, string key)
    {
        if (Get(map, key) is not { } node) return [];
        if (node is YamlScalarNode { Value: { } one }) return [one];
        if (node is YamlSequenceNode list) return [.. list.Children.OfType<YamlScalarNode>().Select(child => child.Value ?? "")];
        Fault(node, $"'{key}' must be a text or a list of texts");
        return [];
    }

    /// <summary>A short word: <c>电话</c> or <c>{ zh: 电话, en: phone }</c>.</summary>
    public LocalText? Local(YamlMappingNode map, string key)
    {
        switch (Get(map, key))
        {
            case null:
                return null;
            case YamlScalarNode { Value: { Length: > 0 } zh }:
                return new LocalText(zh);
            case YamlMappingNode both:
                Only(both, "zh", "en");
                return new LocalText(Required(both, "zh"), Text(both, "en"));
            case var node:
                Fault(node, $"'{key}' must be a text or zh and en");
                return null;
        }
    }

    /// <summary>A text to say: the id of one in <c>texts/</c>, or written here, when it gets <paramref name="id"/>.</summary>
    /// <returns>The text's id; null when it is missing.</returns>
    public string? Say(YamlMappingNode map, string key, string id)
    {
        switch (Get(map, key))
        {
            case null:
                return null;
            case YamlScalarNode { Value: { Length: > 0 } word } when IsId(word):
                return word;
            case YamlScalarNode { Value: { Length: > 0 } zh } scalar:
                InlineTexts.Add(new TextVariants(id, zh, null, null, null, Place(scalar)));
                return id;
            case YamlMappingNode variants:
                Only(variants, "zh", "en", "zh_sms", "en_sms");
                InlineTexts.Add(new TextVariants(id, Required(variants, "zh"), Text(variants, "en"), Text(variants, "zh_sms"), Text(variants, "en_sms"), Place(variants)));
                return id;
            case var node:
                Fault(node, $"'{key}' must be a text id, a text, or zh and en");
                return null;
        }
    }

    /// <summary>Ids of texts, steps, slots and dialogs: small Latin letters, digits, <c>_ - /</c>.</summary>
    public static bool IsId(string word) => word.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '_' or '-' or '/');
}

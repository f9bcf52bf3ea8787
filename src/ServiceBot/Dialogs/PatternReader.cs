using ServiceBot.Domain.Dialogs;
using YamlDotNet.RepresentationModel;

namespace ServiceBot.Dialogs;

/// <summary>Reads <c>dialogs/patterns/*.yml</c>: what is said when a conversation needs repair.</summary>
internal static class PatternReader
{
    public static RawPattern Read(YamlPlaces yaml, YamlMappingNode root)
    {
        yaml.Only(root, "pattern", "say", "choices", "then");
        var id = yaml.Required(root, "pattern");
        if (!YamlPlaces.IsId(id)) yaml.Fault(root, $"'{id}' is no id");
        return new RawPattern(id, Says(yaml, root, id), Choices(yaml, root), Then(yaml, root), yaml.Place(root));
    }

    private static List<string> Says(YamlPlaces yaml, YamlMappingNode root, string id)
    {
        if (YamlPlaces.Get(root, "say") is YamlSequenceNode list) return [.. list.Children.OfType<YamlScalarNode>().Select(child => child.Value ?? "")];
        return [yaml.Say(root, "say", $"pattern/{id}") ?? id];
    }

    private static List<PatternChoice> Choices(YamlPlaces yaml, YamlMappingNode root)
    {
        var choices = new List<PatternChoice>();
        foreach (var map in yaml.Maps(root, "choices"))
        {
            yaml.Only(map, "label", "do");
            var label = yaml.Local(map, "label");
            if (label is null) yaml.Fault(map, "'label' is missing");
            var words = yaml.Required(map, "do");
            if (CommandWords.Parse(words) is { } command && label is not null) choices.Add(new PatternChoice(label, command));
            else if (words.Length > 0) yaml.Fault(map, $"'{words}' is no command; commands are {CommandWords.Known}");
        }

        return choices;
    }

    private static PatternThen Then(YamlPlaces yaml, YamlMappingNode root)
    {
        switch (yaml.Text(root, "then"))
        {
            case null or "ask":
                return PatternThen.Ask;
            case "stop":
                return PatternThen.Stop;
            case "menu":
                return PatternThen.Menu;
            case "handoff":
                return PatternThen.Handoff;
            case var other:
                yaml.Fault(root, $"'then: {other}' is not known; known are ask, stop, menu, handoff");
                return PatternThen.Ask;
        }
    }
}

/// <summary>A pattern before its texts have been looked up.</summary>
internal sealed record RawPattern(string Id, IReadOnlyList<string> Say, IReadOnlyList<PatternChoice> Choices, PatternThen Then, string Place);

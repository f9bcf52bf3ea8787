using System.Globalization;
using ServiceBot.Domain.Dialogs;
using YamlDotNet.RepresentationModel;

namespace ServiceBot.Dialogs;

/// <summary>Reads one dialog: head and slots here, steps in <see cref="StepReader"/>.</summary>
internal sealed class DialogReader(YamlPlaces yaml, TextNames texts)
{
    public DialogDefinition Read(YamlMappingNode root, string version)
    {
        yaml.Only(root, "dialog", "title", "subject", "on", "voluntary", "slots", "steps");
        var id = yaml.Required(root, "dialog");
        if (!YamlPlaces.IsId(id)) yaml.Fault(root, $"'{id}' is no id: small Latin letters, digits, - and _");
        var title = yaml.Local(root, "title") ?? new LocalText(id);
        if (YamlPlaces.Get(root, "title") is null) yaml.Fault(root, "'title' is missing");
        var nodes = SlotNodes(root);
        var specs = nodes.Select(node => Spec(node.Name, node.Map)).ToList();
        var slots = nodes.Select((node, at) => Slot(id, node.Map, specs[at], specs)).ToList();
        var steps = new StepReader(yaml, texts, id, specs).Read(root);
        return new DialogDefinition(id, title, version, slots, steps)
        {
            Subject = Subject(root),
            On = Entry(root),
            Voluntary = yaml.Flag(root, "voluntary"),
        };
    }

    private List<(string Name, YamlMappingNode Map)> SlotNodes(YamlMappingNode root)
    {
        var slots = new List<(string, YamlMappingNode)>();
        switch (YamlPlaces.Get(root, "slots"))
        {
            case null:
                break;
            case YamlMappingNode map:
                foreach (var (key, value) in map.Children)
                    if (key is YamlScalarNode { Value: { } name } && value is YamlMappingNode slot)
                    {
                        if (!YamlPlaces.IsId(name) || name.Contains('-', StringComparison.Ordinal)) yaml.Fault(key, $"'{name}' is no slot name: small Latin letters, digits, _");
                        slots.Add((name, slot));
                    }
                    else
                    {
                        yaml.Fault(key, "a slot is a name and a mapping");
                    }

                break;
            case var node:
                yaml.Fault(node, "'slots' must be a mapping of names");
                break;
        }

        return slots;
    }

    private SlotSpec Spec(string name, YamlMappingNode map)
    {
        yaml.Only(map, "type", "label", "labels", "example", "choices", "optional", "loose", "max", "share", "reject");
        var typeName = yaml.Required(map, "type");
        if (!Enum.TryParse<SlotType>(typeName, ignoreCase: true, out var type) || char.IsAsciiDigit(typeName[0]))
            yaml.Fault(map, $"'{typeName}' is no slot type; types are {string.Join(", ", Enum.GetNames<SlotType>()).ToLower(CultureInfo.InvariantCulture)}");
        var choices = Choices(map);
        if (type == SlotType.Choice && choices.Count == 0) yaml.Fault(map, $"slot '{name}' is a choice without choices");
        if (type == SlotType.YesNo && choices.Count is not (0 or 2)) yaml.Fault(map, $"slot '{name}' is a yes/no: it has the choices true and false, or none");
        var label = yaml.Local(map, "label");
        var labels = new List<string>();
        if (label is not null) labels.Add(label.Zh);
        if (label?.En is { } english) labels.Add(english);
        labels.AddRange(yaml.Words(map, "labels"));
        return new SlotSpec(name, type, labels, choices, yaml.Flag(map, "optional"), yaml.Number(map, "max", 0, 1, 2000)) { Loose = yaml.Flag(map, "loose") };
    }

    private List<SlotChoice> Choices(YamlMappingNode map)
    {
        var choices = new List<SlotChoice>();
        foreach (var choice in yaml.Maps(map, "choices"))
        {
            yaml.Only(choice, "id", "label", "words", "overheard");
            var label = yaml.Local(choice, "label");
            if (label is null) yaml.Fault(choice, "'label' is missing");
            var id = yaml.Required(choice, "id");
            if (choices.Any(other => other.Id == id)) yaml.Fault(choice, $"choice '{id}' stands twice");
            choices.Add(new SlotChoice(id, label?.Zh ?? id, label?.En, yaml.Words(choice, "words")) { Overheard = yaml.Words(choice, "overheard") });
        }

        return choices;
    }

    private SlotDefinition Slot(string dialog, YamlMappingNode map, SlotSpec spec, IReadOnlyList<SlotSpec> all)
    {
        var rejects = new List<RejectRule>();
        var number = 0;
        foreach (var rule in yaml.Maps(map, "reject"))
        {
            yaml.Only(rule, "if", "say");
            var say = yaml.Say(rule, "say", $"{dialog}/{spec.Name}/reject{++number}");
            if (say is null) yaml.Fault(rule, "'say' is missing");
            else if (Conditions.Read(yaml, rule, "if", all) is { } condition) rejects.Add(new RejectRule(condition, texts.Of(say, yaml.Place(rule))));
        }

        var label = yaml.Local(map, "label");
        if (label is null) yaml.Fault(map, $"slot '{spec.Name}' has no 'label'");
        var share = yaml.Text(map, "share");
        if (share is not (null or "profile")) yaml.Fault(map, $"'share: {share}' is not known; known is profile");
        return new SlotDefinition
        {
            Spec = spec,
            Label = label ?? new LocalText(spec.Name),
            Example = yaml.Local(map, "example"),
            ShareProfile = share == "profile",
            Rejects = rejects,
        };
    }

    private SubjectKind Subject(YamlMappingNode root)
    {
        switch (yaml.Text(root, "subject"))
        {
            case null:
                return SubjectKind.None;
            case "item":
                return SubjectKind.Item;
            case "case":
                return SubjectKind.Case;
            case var other:
                yaml.Fault(YamlPlaces.Get(root, "subject")!, $"'subject: {other}' is not known; known are item, case");
                return SubjectKind.None;
        }
    }

    private DialogEntry Entry(YamlMappingNode root)
    {
        switch (yaml.Text(root, "on"))
        {
            case null:
                return DialogEntry.Command;
            case "unknown":
                return DialogEntry.Unknown;
            case "message":
                return DialogEntry.Message;
            case var other:
                yaml.Fault(YamlPlaces.Get(root, "on")!, $"'on: {other}' is not known; known are unknown, message");
                return DialogEntry.Command;
        }
    }
}

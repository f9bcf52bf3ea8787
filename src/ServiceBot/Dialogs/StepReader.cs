using ServiceBot.Domain.Dialogs;
using YamlDotNet.RepresentationModel;

namespace ServiceBot.Dialogs;

/// <summary>Reads the steps of a dialog. A step is what its one verb says: collect, say, review, action, end.</summary>
internal sealed class StepReader(YamlPlaces yaml, TextNames texts, string dialog, IReadOnlyList<SlotSpec> slots)
{
    private const int DefaultAttempts = 3;

    /// <summary>What <see cref="IDialogActions"/> of the service can do.</summary>
    public static readonly IReadOnlyList<string> Actions = ["case.create", "case.rate", "case.withdraw", "case.message", "handoff"];

    public List<DialogStep> Read(YamlMappingNode root)
    {
        var nodes = yaml.Maps(root, "steps").ToList();
        if (nodes.Count == 0) yaml.Fault(root, $"dialog '{dialog}' has no steps");
        if (nodes.Count > PathWalker.MaxSteps) yaml.Fault(root, $"dialog '{dialog}' has more than {PathWalker.MaxSteps} steps");
        var ids = nodes.Select(node => yaml.Text(node, "id") ?? "").ToList();
        var steps = new List<DialogStep>();
        for (var at = 0; at < nodes.Count; at++)
        {
            var id = ids[at];
            if (id.Length == 0 || !YamlPlaces.IsId(id)) yaml.Fault(nodes[at], "a step needs an 'id': small Latin letters, digits, - and _");
            if (ids.IndexOf(id) < at) yaml.Fault(nodes[at], $"step '{id}' stands twice");
            if (Step(nodes[at], id.Length == 0 ? $"step{at}" : id, ids, at) is { } step) steps.Add(step);
        }

        return steps;
    }

    private DialogStep? Step(YamlMappingNode node, string id, List<string> ids, int at)
    {
        var when = YamlPlaces.Get(node, "when") is null ? null : Conditions.Read(yaml, node, "when", slots);
        if (YamlPlaces.Get(node, "collect") is not null) return Collect(node, id, when, ids, at);
        if (YamlPlaces.Get(node, "review") is not null) return Review(node, id, when);
        if (YamlPlaces.Get(node, "action") is not null) return Act(node, id, when);
        if (YamlPlaces.Get(node, "say") is not null)
        {
            yaml.Only(node, "id", "when", "say");
            return new DialogStep.Tell(id, when, Text(node, "say", id));
        }

        if (YamlPlaces.Get(node, "end") is not null)
        {
            yaml.Only(node, "id", "when", "end", "again");
            return new DialogStep.End(id, when, YamlPlaces.Get(node, "again") is null ? -1 : SlotIndex(node, yaml.Required(node, "again")));
        }

        yaml.Fault(node, $"step '{id}' does nothing: it needs collect, say, review, action or end");
        return null;
    }

    private DialogStep.Collect? Collect(YamlMappingNode node, string id, Condition? when, List<string> ids, int at)
    {
        yaml.Only(node, "id", "when", "collect", "ask", "attempts", "on_fail");
        var slot = SlotIndex(node, yaml.Required(node, "collect"));
        if (YamlPlaces.Get(node, "ask") is null) yaml.Fault(node, $"step '{id}' has no 'ask'");
        var ask = Text(node, "ask", id);
        var exit = Exit(node, ids, at);
        return slot < 0 ? null : new DialogStep.Collect(id, when, slot, ask, yaml.Number(node, "attempts", DefaultAttempts, 1, 9), exit);
    }

    private FailExit Exit(YamlMappingNode node, List<string> ids, int at)
    {
        var word = yaml.Text(node, "on_fail");
        switch (word)
        {
            case null:
                if (YamlPlaces.Get(node, "attempts") is not null) yaml.Fault(node, "attempts without an exit: give on_fail handoff, leave, menu, end or a later step");
                return new FailExit(FailKind.Handoff);
            case "handoff":
                return new FailExit(FailKind.Handoff);
            case "leave":
                return new FailExit(FailKind.Leave);
            case "menu":
                return new FailExit(FailKind.Menu);
            case "end":
                return new FailExit(FailKind.End);
        }

        var target = ids.IndexOf(word);
        if (target < 0) yaml.Fault(node, $"'on_fail: {word}' is no step; or say handoff, leave, menu, end");
        else if (target <= at) yaml.Fault(node, $"'on_fail: {word}' leads back and would never end; it must be a later step");
        else return new FailExit(FailKind.Step, target);
        return new FailExit(FailKind.Handoff);
    }

    private DialogStep.Review Review(YamlMappingNode node, string id, Condition? when)
    {
        yaml.Only(node, "id", "when", "review", "text", "extra", "confirm");
        var indexes = yaml.Words(node, "review").Select(name => SlotIndex(node, name)).Where(index => index >= 0).ToList();
        return new DialogStep.Review(
            id,
            when,
            indexes,
            Text(node, "text", $"{id}/text", "review"),
            YamlPlaces.Get(node, "extra") is null ? null : Text(node, "extra", $"{id}/extra"),
            Text(node, "confirm", $"{id}/confirm", "review_confirm"));
    }

    private DialogStep.Act Act(YamlMappingNode node, string id, Condition? when)
    {
        yaml.Only(node, "id", "when", "action", "with", "key");
        var action = yaml.Required(node, "action");
        if (!Actions.Contains(action)) yaml.Fault(node, $"action '{action}' is not known; known are {string.Join(", ", Actions)}");
        if (yaml.Text(node, "key") != "once") yaml.Fault(node, $"action '{action}' needs 'key: once': an effect without a key could happen twice");
        var with = new List<ActParameter>();
        if (YamlPlaces.Get(node, "with") is YamlMappingNode map)
            foreach (var key in map.Children.Keys.OfType<YamlScalarNode>()) with.Add(new ActParameter(key.Value!, yaml.Text(map, key.Value!) ?? ""));
        return new DialogStep.Act(id, when, action, with);
    }

    private TextRef Text(YamlMappingNode node, string key, string id, string fallback = "") =>
        texts.Of(yaml.Say(node, key, $"{dialog}/{id}") ?? fallback, yaml.Place(node));

    private int SlotIndex(YamlMappingNode node, string name)
    {
        for (var at = 0; at < slots.Count; at++)
            if (slots[at].Name == name) return at;
        if (name.Length > 0) yaml.Fault(node, $"dialog '{dialog}' has no slot '{name}'");
        return -1;
    }
}

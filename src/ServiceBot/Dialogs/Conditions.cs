using ServiceBot.Domain.Dialogs;
using YamlDotNet.RepresentationModel;

namespace ServiceBot.Dialogs;

/// <summary>Compiles the condition of a step or a rule; a fault says the column inside the condition.</summary>
internal static class Conditions
{
    public static Condition? Read(YamlPlaces yaml, YamlMappingNode map, string key, IReadOnlyList<SlotSpec> slots)
    {
        var (condition, fault) = Condition.Parse(yaml.Required(map, key), slots);
        if (fault is not null) yaml.Fault(YamlPlaces.Get(map, key) ?? map, $"condition, column {fault.Column}: {fault.Message}");
        return condition;
    }
}

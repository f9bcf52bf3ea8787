using System.Text.Json;

namespace ServiceBot.Tools.Simulation;

/// <summary>Where two states part, whatever the order in which their names are written.</summary>
internal static class StateDifference
{
    /// <returns>The first place, <c>Active.Answers.phone: … => …</c>; null when they are one.</returns>
    public static string? First(string left, string right)
    {
        using var a = JsonDocument.Parse(left);
        using var b = JsonDocument.Parse(right);
        return First(a.RootElement, b.RootElement, "");
    }

    private static string? First(JsonElement? a, JsonElement? b, string place)
    {
        if (a is { } left && b is { } right)
        {
            if (JsonElement.DeepEquals(left, right)) return null;
            if (left.ValueKind == JsonValueKind.Object && right.ValueKind == JsonValueKind.Object)
                return left.EnumerateObject().Concat(right.EnumerateObject()).Select(property => property.Name).Distinct()
                    .Select(name => First(Of(left, name), Of(right, name), place.Length == 0 ? name : $"{place}.{name}")).FirstOrDefault(found => found is not null);
        }

        return $"{place}: {a?.GetRawText() ?? "nothing"} => {b?.GetRawText() ?? "nothing"}";
    }

    private static JsonElement? Of(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : null;
}

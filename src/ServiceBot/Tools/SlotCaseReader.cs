using System.Globalization;
using System.Text.Json;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Tools;

/// <summary>
/// Lines of a case file: ours (<see cref="SlotCase"/>), or one of the two public kinds that <see cref="ForeignSlotCases"/> knows. What is no case for a slot
/// of ours is passed over, and the reason is counted.
/// </summary>
internal static class SlotCaseReader
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    /// <summary>Null for an empty line.</summary>
    public static SlotCaseLine? Read(string line, int number)
    {
        line = line.Trim('\uFEFF', ' ', '\t', '\r');
        if (line.Length == 0) return null;
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return new SlotCaseLine(null, "no JSON object");
            if (Text(root, "text") is null) return new SlotCaseLine(null, "no text");
            return ForeignSlotCases.TryRead(root, number) ?? Own(root, number);
        }
        catch (JsonException)
        {
            return new SlotCaseLine(null, "no JSON");
        }
    }

    /// <summary>A string, or a number or truth value as it is written.</summary>
    internal static string? Text(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var value)) return null;
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => null,
        };
    }

    private static SlotCaseLine Own(JsonElement root, int number)
    {
        var type = Text(root, "type") ?? "";
        if (type.Length == 0) return new SlotCaseLine(null, "no type");
        if (!char.IsLetter(type[0]) || !Enum.TryParse<SlotType>(type, ignoreCase: true, out _)) return new SlotCaseLine(null, $"no slot type '{type}'");
        var reference = Text(root, "reference") ?? Text(root, "base");
        if (reference is not null && !DateTimeOffset.TryParse(reference, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return new SlotCaseLine(null, "reference is no ISO instant");
        var choices = root.TryGetProperty("choices", out var given) && given.ValueKind == JsonValueKind.Array ? given.Deserialize<List<SlotCaseChoice>>(_json) : null;
        var ok = Text(root, "ok") switch { "true" => true, "false" => false, _ => (bool?)null };
        return new SlotCaseLine(
            new SlotCase(
                Text(root, "id") ?? $"line{number}", type, Text(root, "text")!, Text(root, "lang"), reference, choices,
                ok, Text(root, "value"), Text(root, "from"), Text(root, "to"), Text(root, "doubt") == "true"),
            null);
    }
}

/// <summary>A case, or why the line is none.</summary>
internal readonly record struct SlotCaseLine(SlotCase? Case, string? Skipped);

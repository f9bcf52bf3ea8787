using System.Text.Json;

namespace ServiceBot.Understanding.Llm;

/// <summary>One command as the model wrote it, unchecked.</summary>
/// <remarks><code>{"command":"ask","item":"c2","fields":["Materials"]} · {"command":"answer","slot":"phone","quote":"&lt;NUMBER_1&gt;"}</code></remarks>
internal sealed record ProposedCommand(string Command, string? Item, IReadOnlyList<string> Items, IReadOnlyList<string> Fields, string? Slot, string? Quote);

/// <summary>Reads the model's JSON: one command, or a few in <c>commands</c>. Whatever is not exactly that is null.</summary>
internal static class ProposalReader
{
    private const int MostCommands = 3, MostFields = 4;
    private const string Fence = "```";

    public static IReadOnlyList<ProposedCommand>? Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(Unfenced(text), new JsonDocumentOptions { MaxDepth = 6 });
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return null;
            if (!root.TryGetProperty("commands", out var list)) return Command(root) is { } one ? [one] : null;
            if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > MostCommands) return null;
            var commands = list.EnumerateArray().Select(Command).OfType<ProposedCommand>().ToList();
            return commands.Count == list.GetArrayLength() ? commands : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ProposedCommand? Command(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object || Text(element, "command") is not { } command) return null;
        if (List(element, "items") is not { } items || List(element, "fields") is not { } fields) return null;
        return new ProposedCommand(command, Text(element, "item"), items, fields, Text(element, "slot"), Text(element, "quote"));
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static List<string>? List(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return [];
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > MostFields) return null;
        var texts = value.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!).ToList();
        return texts.Count == value.GetArrayLength() ? texts : null;
    }

    /// <summary>Many models put JSON between fences whatever they are told.</summary>
    private static string Unfenced(string text)
    {
        var said = text.Trim();
        if (!said.StartsWith(Fence, StringComparison.Ordinal) || !said.EndsWith(Fence, StringComparison.Ordinal) || said.Length < 2 * Fence.Length) return said;
        var line = said.IndexOf('\n', StringComparison.Ordinal);
        return line < 0 ? said : said[line..^Fence.Length];
    }
}

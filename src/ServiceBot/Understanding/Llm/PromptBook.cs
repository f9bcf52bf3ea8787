using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ServiceBot.Understanding.Llm;

/// <summary>
/// The files of <c>prompts/</c>: YAML between two lines <c>---</c> (purpose, inputs, limits, output, may, may_not), then <c># System</c> and
/// <c># User</c>. The lint is the loading: a file with a fault is not loaded.
/// </summary>
internal sealed class PromptBook
{
    private const string Fence = "---\n", SystemPart = "# System\n", UserPart = "# User\n";
    private static readonly string[] Keys = ["purpose", "inputs", "output", "limits", "may", "may_not"];
    private readonly Dictionary<string, Prompt> _prompts = new(StringComparer.Ordinal);

    private PromptBook()
    {
    }

    public IEnumerable<Prompt> All => _prompts.Values;

    /// <exception cref="KeyNotFoundException">No such file.</exception>
    public Prompt this[string id] => _prompts.TryGetValue(id, out var prompt) ? prompt : throw new KeyNotFoundException($"There is no prompts/{id}.md.");

    /// <exception cref="InvalidDataException">All faults of all files, each with file and reason.</exception>
    public static PromptBook Load(string directory)
    {
        var book = new PromptBook();
        var faults = new List<string>();
        foreach (var file in Directory.EnumerateFiles(directory, "*.md").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            if (name == "README") continue;
            var own = new List<string>();
            var prompt = Read(name, File.ReadAllText(file).ReplaceLineEndings("\n"), own);
            if (prompt is not null && own.Count == 0) book._prompts[name] = prompt;
            faults.AddRange(own.Select(fault => $"prompts/{name}.md: {fault}"));
        }

        if (faults.Count > 0) throw new InvalidDataException(string.Join(Environment.NewLine, faults));
        return book;
    }

    internal static Prompt? Read(string id, string text, List<string> faults)
    {
        var end = text.StartsWith(Fence, StringComparison.Ordinal) ? text.IndexOf("\n" + Fence, Fence.Length, StringComparison.Ordinal) : -1;
        var system = text.IndexOf("\n" + SystemPart, StringComparison.Ordinal);
        var user = text.IndexOf("\n" + UserPart, StringComparison.Ordinal);
        if (end < 0 || system < end || user < system)
        {
            faults.Add("a prompt is front matter between two lines ---, then '# System', then '# User'");
            return null;
        }

        if (Front(text[Fence.Length..(end + 1)], faults) is not { } front) return null;
        var prompt = new Prompt(
            id,
            Text(front, "purpose"),
            [.. Map(front, "inputs").Select(pair => pair.Key)],
            Number(front, "max_input", faults),
            Number(front, "max_output_tokens", faults),
            text[(system + 1 + SystemPart.Length)..user].Trim(),
            text[(user + 1 + UserPart.Length)..].Trim(),
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8]);
        Check(prompt, front, faults);
        return prompt;
    }

    private static void Check(Prompt prompt, YamlMappingNode front, List<string> faults)
    {
        foreach (var key in Keys.Where(key => !front.Children.ContainsKey(new YamlScalarNode(key)))) faults.Add($"'{key}' is missing");
        foreach (var key in front.Children.Keys.Select(node => ((YamlScalarNode)node).Value!).Except(Keys)) faults.Add($"'{key}' is not known");
        if (prompt.Purpose.Length == 0) faults.Add("'purpose' says nothing");
        foreach (var (name, meaning) in Map(front, "inputs").Where(pair => pair.Value.Length == 0)) faults.Add($"input '{name}' does not say what it is{meaning}");
        foreach (var list in new[] { "may", "may_not" })
            if (front.Children.TryGetValue(new YamlScalarNode(list), out var node) && node is not YamlSequenceNode { Children.Count: > 0 }) faults.Add($"'{list}' is not a list");
        if (prompt.System.Length == 0 || prompt.User.Length == 0) faults.Add("a part is empty");
        var used = Names(prompt.System).Concat(Names(prompt.User)).Distinct().ToList();
        foreach (var name in prompt.Inputs.Except(used)) faults.Add($"input '{name}' is not used");
        foreach (var name in used.Except(prompt.Inputs)) faults.Add($"'{{{{{name}}}}}' is not among the inputs");
    }

    private static YamlMappingNode? Front(string yaml, List<string> faults)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents is [{ RootNode: YamlMappingNode map }]) return map;
            faults.Add("the front matter is not a mapping");
        }
        catch (YamlException exception)
        {
            faults.Add($"line {exception.Start.Line + 1}: {exception.Message}");
        }

        return null;
    }

    private static string Text(YamlMappingNode map, string key) =>
        map.Children.TryGetValue(new YamlScalarNode(key), out var node) ? (node as YamlScalarNode)?.Value ?? "" : "";

    private static IEnumerable<KeyValuePair<string, string>> Map(YamlMappingNode map, string key) =>
        map.Children.TryGetValue(new YamlScalarNode(key), out var node) && node is YamlMappingNode inner
            ? inner.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, (pair.Value as YamlScalarNode)?.Value ?? ""))
            : [];

    private static int Number(YamlMappingNode front, string name, List<string> faults)
    {
        var text = Map(front, "limits").FirstOrDefault(pair => pair.Key == name).Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0) return number;
        faults.Add($"'limits: {name}' is not a number above 0");
        return 0;
    }

    private static IEnumerable<string> Names(string text)
    {
        for (var at = text.IndexOf("{{", StringComparison.Ordinal); at >= 0; at = text.IndexOf("{{", at + 2, StringComparison.Ordinal))
        {
            var end = text.IndexOf("}}", at, StringComparison.Ordinal);
            if (end > 0) yield return text[(at + 2)..end];
        }
    }
}

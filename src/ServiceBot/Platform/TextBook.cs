using System.Collections.Frozen;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ServiceBot.Platform;

/// <summary>
/// Every word a resident, a cadre or staff read: <c>dialogs/texts/*.yml</c>, <c>id: { zh, en, zh_sms, en_sms }</c>, with
/// <c>{{name}}</c> for values. Simplified Chinese is mandatory, English falls back to it.
/// </summary>
internal sealed class TextBook
{
    private readonly FrozenDictionary<string, Entry> _entries;

    private TextBook(FrozenDictionary<string, Entry> entries) => _entries = entries;

    public IEnumerable<string> Ids => _entries.Keys;

    public bool Has(string id) => _entries.ContainsKey(id);

    /// <param name="directories">A later one may replace texts of an earlier one; inside one an id stands once.</param>
    /// <exception cref="InvalidDataException">All faults at once, each with file, line and reason.</exception>
    public static TextBook Load(params ReadOnlySpan<string> directories)
    {
        var entries = new Dictionary<string, Entry>(StringComparer.Ordinal);
        var faults = new List<string>();
        foreach (var directory in directories)
        {
            var own = new Dictionary<string, Entry>(StringComparer.Ordinal);
            foreach (var file in Directory.EnumerateFiles(directory, "*.yml").Order(StringComparer.Ordinal))
                Read(file, own, faults);
            foreach (var (id, entry) in own) entries[id] = entry;
        }

        if (faults.Count > 0) throw new InvalidDataException(string.Join(Environment.NewLine, faults));
        return new TextBook(entries.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>The same book and the texts that dialogs carry inline.</summary>
    public TextBook With(IEnumerable<TextVariants> more)
    {
        var entries = new Dictionary<string, Entry>(_entries, StringComparer.Ordinal);
        foreach (var text in more) entries[text.Id] = new Entry(text.Zh, text.En, text.ZhSms, text.EnSms, text.Place);
        return new TextBook(entries.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>All variants of a text as written; null where there is none.</summary>
    public TextVariants? Find(string id) =>
        _entries.TryGetValue(id, out var entry) ? new TextVariants(id, entry.Zh, entry.En, entry.ZhSms, entry.EnSms, entry.Place) : null;

    /// <summary>The text with its values filled in. A value that is not given stays visible as <c>{{name}}</c>: tests look for that.</summary>
    /// <exception cref="KeyNotFoundException">There is no such text: lint finds this before a resident does.</exception>
    public string Render(string id, string locale, IReadOnlyDictionary<string, string>? args = null, bool sms = false)
    {
        var template = Template(id, locale, sms);
        return args is null || args.Count == 0 ? template : Fill(template, args);
    }

    public string Template(string id, string locale, bool sms = false)
    {
        if (!_entries.TryGetValue(id, out var entry)) throw new KeyNotFoundException($"No text '{id}' in dialogs/texts.");
        var english = IsEnglish(locale);
        if (sms && (english ? entry.EnSms ?? (entry.En is null ? entry.ZhSms : null) : entry.ZhSms) is { } shorter) return shorter;
        return english ? entry.En ?? entry.Zh : entry.Zh;
    }

    public static bool IsEnglish(string locale) => locale.StartsWith("en", StringComparison.OrdinalIgnoreCase);

    public static string Fill(string template, IReadOnlyDictionary<string, string> args)
    {
        var result = new StringBuilder(template.Length + 32);
        var at = 0;
        while (true)
        {
            var open = template.IndexOf("{{", at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : template.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0) return result.Append(template, at, template.Length - at).ToString();
            result.Append(template, at, open - at);
            var name = template[(open + 2)..close].Trim();
            result.Append(args.TryGetValue(name, out var value) ? value : template[open..(close + 2)]);
            at = close + 2;
        }
    }

    private static void Read(string file, Dictionary<string, Entry> entries, List<string> faults)
    {
        var yaml = new YamlStream();
        try
        {
            using var reader = File.OpenText(file);
            yaml.Load(reader);
        }
        catch (YamlException exception)
        {
            faults.Add($"{file}:{exception.Start.Line}: {exception.Message}");
            return;
        }

        if (yaml.Documents.Count == 0) return;
        if (yaml.Documents[0].RootNode is not YamlMappingNode root)
        {
            faults.Add($"{file}:1: a text file is a mapping of ids");
            return;
        }

        foreach (var (key, value) in root.Children)
        {
            var id = ((YamlScalarNode)key).Value!;
            var place = $"{file}:{key.Start.Line}: text '{id}'";
            if (value is not YamlMappingNode node)
            {
                faults.Add($"{place} must be a mapping with zh and en");
                continue;
            }

            string? Get(string name) => node.Children.TryGetValue(new YamlScalarNode(name), out var found) ? (found as YamlScalarNode)?.Value : null;
            foreach (var name in node.Children.Keys.Select(child => ((YamlScalarNode)child).Value).Where(name => name is not ("zh" or "en" or "zh_sms" or "en_sms")))
                faults.Add($"{place} has the unknown language '{name}'");
            if (Get("zh") is not { } zh) faults.Add($"{place} has no zh");
            else if (!entries.TryAdd(id, new Entry(zh, Get("en"), Get("zh_sms"), Get("en_sms"), $"{file}:{key.Start.Line}"))) faults.Add($"{place} stands twice");
        }
    }

    private sealed record Entry(string Zh, string? En, string? ZhSms, string? EnSms, string Place);
}

/// <param name="Id">Text id; <c>dialog/step</c> for an inline one.</param>
/// <param name="ZhSms">Null: <paramref name="Zh"/> is sent on SMS too.</param>
/// <param name="Place">File and line.</param>
internal sealed record TextVariants(string Id, string Zh, string? En, string? ZhSms, string? EnSms, string Place);

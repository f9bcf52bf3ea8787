using System.Security.Cryptography;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Platform;

namespace ServiceBot.Dialogs;

/// <summary>All dialogs, patterns and texts of the service, read and checked once at start.</summary>
internal sealed class DialogLibrary
{
    private DialogLibrary(DialogBook book, TextBook texts, IReadOnlyList<string> faults)
    {
        Book = book;
        Texts = texts;
        Faults = faults;
    }

    public DialogBook Book { get; }
    /// <summary>Every text, also those written inside dialogs as <c>dialog/step</c>.</summary>
    public TextBook Texts { get; }
    /// <summary>All that is wrong, each with file and line; empty when the service may start.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <param name="folder">Its <c>*.yml</c> are the dialogs. Patterns and texts it does not have are taken from <paramref name="builtIn"/>.</param>
    public static DialogLibrary Read(string folder, string builtIn)
    {
        var faults = new List<string>();
        var names = new TextNames();
        var inline = new List<TextVariants>();
        var texts = Path.Combine(folder, "texts") is var own && folder != builtIn && Directory.Exists(own)
            ? TextBook.Load(Path.Combine(builtIn, "texts"), own)
            : TextBook.Load(Path.Combine(builtIn, "texts"));

        var dialogs = ReadDialogs(folder, names, inline, faults);
        var patterns = ReadPatterns(Path.Combine(builtIn, "patterns"), names, inline, faults);
        if (folder != builtIn)
        {
            // A built-in button for a dialog that this folder does not have is not shown.
            foreach (var (id, pattern) in patterns.ToList())
                patterns[id] = pattern with { Choices = [.. pattern.Choices.Where(choice => choice.Command is not Command.Start start || dialogs.ContainsKey(start.Dialog) || patterns.ContainsKey(start.Dialog))] };
            foreach (var (id, pattern) in ReadPatterns(Path.Combine(folder, "patterns"), names, inline, faults)) patterns[id] = pattern;
        }

        foreach (var id in PatternIds.All.Where(id => !patterns.ContainsKey(id)))
            patterns.Add(id, new PatternDefinition(id, [names.Of(id, "patterns")], [], PatternThen.Ask));

        texts = texts.With(inline);
        foreach (var (id, place) in names.Used)
            if (texts.Find(id) is { } text) names.Complete(id, [text.Zh, text.En, text.ZhSms, text.EnSms]);
            else faults.Add($"{place}: there is no text '{id}'");
        var book = new DialogBook(dialogs.Values, patterns.Values, Button(texts, "review_yes", "true"), Button(texts, "review_no", "false"));
        DialogLint.Check(book, texts, names, faults);
        return new DialogLibrary(book, texts, faults);
    }

    /// <exception cref="InvalidDataException">All faults at once.</exception>
    public static DialogLibrary Load(string folder, string builtIn)
    {
        if (!Directory.Exists(folder)) throw new InvalidDataException($"ServiceBot:Dialogs names the folder {folder}, which does not exist.");
        var library = Read(folder, builtIn);
        return library.Faults.Count == 0 ? library : throw new InvalidDataException(string.Join(Environment.NewLine, library.Faults));
    }

    private static Dictionary<string, DialogDefinition> ReadDialogs(string folder, TextNames names, List<TextVariants> inline, List<string> faults)
    {
        var dialogs = new Dictionary<string, DialogDefinition>(StringComparer.Ordinal);
        foreach (var file in Files(folder))
        {
            var yaml = new YamlPlaces(file, Path.GetFileName(file), faults);
            var version = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)), 0, 6);
            foreach (var root in yaml.Documents())
            {
                var dialog = new DialogReader(yaml, names).Read(root, version);
                if (!dialogs.TryAdd(dialog.Id, dialog)) yaml.Fault(root, $"dialog '{dialog.Id}' stands twice");
            }

            inline.AddRange(yaml.InlineTexts);
        }

        return dialogs;
    }

    private static Dictionary<string, PatternDefinition> ReadPatterns(string folder, TextNames names, List<TextVariants> inline, List<string> faults)
    {
        var patterns = new Dictionary<string, PatternDefinition>(StringComparer.Ordinal);
        foreach (var file in Files(folder))
        {
            var yaml = new YamlPlaces(file, "patterns/" + Path.GetFileName(file), faults);
            foreach (var root in yaml.Documents())
            {
                var raw = PatternReader.Read(yaml, root);
                var pattern = new PatternDefinition(raw.Id, [.. raw.Say.Select(id => names.Of(id, raw.Place))], raw.Choices, raw.Then);
                if (!patterns.TryAdd(raw.Id, pattern)) yaml.Fault(root, $"pattern '{raw.Id}' stands twice");
            }

            inline.AddRange(yaml.InlineTexts);
        }

        return patterns;
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.yml").Order(StringComparer.Ordinal) : [];

    private static SlotChoice Button(TextBook texts, string id, string value) => new(value, texts.Template(id, "zh-Hans"), texts.Template(id, "en"), []);
}

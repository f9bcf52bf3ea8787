using ServiceBot.Domain.Dialogs;
using ServiceBot.Platform;
using YamlDotNet.RepresentationModel;

namespace ServiceBot.Catalog;

/// <summary>What people say when they ask about an item: <c>dialogs/vocabulary/catalog.yml</c>.</summary>
internal sealed class QuestionWords
{
    private static readonly Lazy<QuestionWords> _builtIn = new(() => Load(Path.Combine(ContentFolders.BuiltInVocabulary, "catalog.yml")));

    /// <summary>Between 能 and 吗 there is room for the item.</summary>
    private const int WidestEligible = 14;

    private QuestionWords()
    {
    }

    public static QuestionWords BuiltIn => _builtIn.Value;

    public required PhraseFinder<CatalogField[]> Fields { get; init; }
    public required PhraseFinder<bool> Request { get; init; }
    public required PhraseFinder<bool> Question { get; init; }
    /// <summary>Whether she may have it: 能领吗, 够不够.</summary>
    public required PhraseFinder<bool> Eligible { get; init; }
    /// <summary>The same again of another item: 残疾人证呢.</summary>
    public required PhraseFinder<bool> Ellipsis { get; init; }
    /// <summary>What a message begins with that goes on about the same thing.</summary>
    public required PhraseFinder<bool> Follows { get; init; }
    /// <summary>What kind of thing it is, at the end of its name: 证, 补贴.</summary>
    public required PhraseFinder<bool> Kinds { get; init; }
    /// <summary>What other offices give: 护照, 结婚证.</summary>
    public required PhraseFinder<bool> Elsewhere { get; init; }
    /// <summary>Between two items that are both meant.</summary>
    public required PhraseFinder<bool> And { get; init; }
    public required PhraseFinder<bool> Noise { get; init; }
    public required PhraseFinder<bool> Aftermath { get; init; }
    public required PhraseFinder<Door> Doors { get; init; }

    /// <exception cref="InvalidDataException">A field is none of <see cref="CatalogField"/>.</exception>
    public static QuestionWords Load(string path)
    {
        var yaml = new YamlStream();
        using (var reader = File.OpenText(path)) yaml.Load(reader);
        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        var doors = (YamlMappingNode)root["doors"];
        return new QuestionWords
        {
            Fields = new(Sections(root["fields"]).SelectMany(section => section.Words.Select(word => (word, FieldsOf(path, section.Name))))),
            Request = Flat(root["request"]),
            Question = Flat(root["question"]),
            Eligible = Flat(root["eligible"], WidestEligible),
            Ellipsis = Flat(root["ellipsis"]),
            Follows = Flat(root["follows"]),
            Kinds = Flat(root["kinds"]),
            Elsewhere = Flat(root["elsewhere"]),
            And = Flat(root["and"]),
            Noise = Flat(root["noise"]),
            Aftermath = Flat(root["aftermath"]),
            Doors = new(
            [
                .. Sections(doors["always"]).SelectMany(door => door.Words.Select(word => (word, new Door(door.Name, DoorRank.Always)))),
                .. Sections(doors["urgent"]).SelectMany(door => door.Words.Select(word => (word, new Door(door.Name, DoorRank.Urgent)))),
                .. Sections(doors["first"]).SelectMany(door => door.Words.Select(word => (word, new Door(door.Name, DoorRank.First)))),
                .. Sections(doors["other"]).SelectMany(door => door.Words.Select(word => (word, new Door(door.Name, DoorRank.Other)))),
            ]),
        };
    }

    /// <summary>"Amount Fee": words that ask for one or the other.</summary>
    private static CatalogField[] FieldsOf(string path, string names) => [.. names.Split(' ').Select(name => Field(path, name))];

    private static CatalogField Field(string path, string name) =>
        Enum.TryParse<CatalogField>(name, out var field) ? field : throw new InvalidDataException($"{path}: no field is called {name}");

    private static PhraseFinder<bool> Flat(YamlNode node, int widestGap = 6) => new(Words(node).Select(word => (word, true)), widestGap);

    private static IEnumerable<(string Name, IEnumerable<string> Words)> Sections(YamlNode node) =>
        ((YamlMappingNode)node).Children.Select(pair => (((YamlScalarNode)pair.Key).Value!, Words(pair.Value)));

    private static IEnumerable<string> Words(YamlNode node) => ((YamlSequenceNode)node).Select(child => ((YamlScalarNode)child).Value!);
}

/// <summary>Where to turn with what is not ours.</summary>
/// <param name="Text">Text id that says it: <c>door_emergency</c>.</param>
internal sealed record Door(string Text, DoorRank Rank);

internal enum DoorRank
{
    /// <summary>Told when the catalog has nothing.</summary>
    Other,
    /// <summary>Before the catalog: it names an item, and yet asks for what no item tells.</summary>
    First,
    /// <summary>Before everything else, unless the text is about what came after.</summary>
    Urgent,
    /// <summary>Before everything else.</summary>
    Always,
}

using ServiceBot.Domain.Dialogs;
using ServiceBot.Platform;
using YamlDotNet.RepresentationModel;

namespace ServiceBot.Catalog;

/// <summary>What people say when they ask about an item, <c>dialogs/vocabulary/catalog.yml</c>, and about what is not ours, <c>doors.yml</c>.</summary>
internal sealed class QuestionWords
{
    private static readonly Lazy<QuestionWords> _builtIn = new(() => Load(ContentFolders.BuiltInVocabulary));

    /// <summary>Between 能 and 吗 there is room for the item.</summary>
    private const int WidestEligible = 14;
    private const int WidestOfDoor = 8;

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
    /// <summary>The highest rank first.</summary>
    public required IReadOnlyList<PhraseFinder<Door>> Doors { get; init; }
    /// <summary>What takes a door back, by its text id.</summary>
    public required IReadOnlyDictionary<string, PhraseFinder<bool>> Unless { get; init; }

    /// <exception cref="InvalidDataException">A field is none of <see cref="CatalogField"/>, or a phrase names a kind of words that is not there.</exception>
    public static QuestionWords Load(string folder)
    {
        var path = Path.Combine(folder, "catalog.yml");
        var root = Root(path);
        var beyond = Root(Path.Combine(folder, "doors.yml"));
        var kinds = Sections(beyond["kinds"]).ToDictionary(kind => kind.Name, kind => new WordSet(kind.Words));
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
            Doors = [.. Enum.GetValues<DoorRank>().OrderDescending().Select(rank => Leading(beyond["doors"], rank, kinds))],
            Unless = Sections(beyond["unless"]).ToDictionary(door => door.Name, door => new PhraseFinder<bool>(door.Words.Select(word => (word, true)), WidestOfDoor, kinds)),
        };
    }

    private static YamlMappingNode Root(string path)
    {
        var yaml = new YamlStream();
        using (var reader = File.OpenText(path)) yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    private static PhraseFinder<Door> Leading(YamlNode doors, DoorRank rank, Dictionary<string, WordSet> kinds) => new(
        Sections(doors[rank.ToString().ToLowerInvariant()]).SelectMany(door => door.Words.Select(word => (word, new Door(door.Name, rank)))), WidestOfDoor, kinds);

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

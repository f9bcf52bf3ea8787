using ServiceBot.Platform;
using YamlDotNet.RepresentationModel;

namespace ServiceBot.Catalog.Search;

/// <summary>What the search knows of words: <c>dialogs/vocabulary/search.yml</c>.</summary>
internal sealed class SearchWords
{
    private const int LongestPhrase = 4;
    private static readonly Lazy<SearchWords> _builtIn = new(() => Load(Path.Combine(ContentFolders.BuiltInVocabulary, "search.yml")));
    private readonly Dictionary<string, int[]> _han;
    private readonly Dictionary<ulong, int[]> _latin;
    private readonly Dictionary<char, int> _longest;

    private SearchWords(IEnumerable<string> form, IReadOnlyList<string[]> groups)
    {
        Form = new(form.Select(word => (word, true)));
        var words = groups.SelectMany((group, number) => group.Select(word => (Word: TextFold.Words(word), Number: number))).ToLookup(pair => TextFold.IsHan(pair.Word[0]));
        _han = words[true].GroupBy(pair => pair.Word, pair => pair.Number).ToDictionary(group => group.Key, group => group.Distinct().ToArray());
        _latin = words[false].GroupBy(pair => Stems(pair.Word), pair => pair.Number).ToDictionary(group => group.Key, group => group.Distinct().ToArray());
        _longest = _han.Keys.GroupBy(word => word[0]).ToDictionary(group => group.Key, group => group.Max(word => word.Length));
    }

    public static SearchWords BuiltIn => _builtIn.Value;

    /// <summary>What gives a question its form and says little of what it is about.</summary>
    public PhraseFinder<bool> Form { get; }

    public static SearchWords Load(string path)
    {
        var yaml = new YamlStream();
        using (var reader = File.OpenText(path)) yaml.Load(reader);
        var root = (YamlMappingNode)yaml.Documents[0].RootNode;
        return new SearchWords(List(root["form"]), [.. List(root["alike"]).Select(group => group.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))]);
    }

    /// <summary>What the text begins with; the longest word counts.</summary>
    /// <returns>Length of the word; 0 for none.</returns>
    public int Meaning(ReadOnlySpan<char> text, out int[] meanings)
    {
        meanings = [];
        if (!_longest.TryGetValue(text[0], out var longest)) return 0;
        var lookup = _han.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = Math.Min(longest, text.Length); length > 0; length--)
            if (lookup.TryGetValue(text[..length], out meanings!)) return length;
        meanings = [];
        return 0;
    }

    /// <summary>The same for words of other letters, by their stems.</summary>
    public int Meaning(List<(ulong Stem, int Start, int Length)> text, int from, out int[] meanings)
    {
        meanings = [];
        var found = 0;
        var key = 0UL;
        for (var length = 1; length <= LongestPhrase && from + length <= text.Count; length++)
        {
            key = length == 1 ? text[from].Stem : SearchTerm.Join(key, text[from + length - 1].Stem);
            if (_latin.TryGetValue(key, out var these)) (meanings, found) = (these, length);
        }

        return found;
    }

    private static ulong Stems(string phrase)
    {
        Span<char> stem = stackalloc char[phrase.Length];
        var key = 0UL;
        foreach (var (at, word) in phrase.Split(' ').Index())
        {
            var one = SearchTerm.Hash(stem[..EnglishStem.Write(word, stem)]);
            key = at == 0 ? one : SearchTerm.Join(key, one);
        }

        return key;
    }

    private static IEnumerable<string> List(YamlNode node) => ((YamlSequenceNode)node).Select(child => ((YamlScalarNode)child).Value!);
}

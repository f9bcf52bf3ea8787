using ServiceBot.Domain.Dialogs;
using YamlDotNet.RepresentationModel;

namespace ServiceBot.Tests.Dialogs;

/// <summary>Every conversation in <c>dialogs/tests</c> goes as written, from her words to ours.</summary>
public sealed class ConversationTests
{
    private static readonly string Folder = Path.Combine(TestWorld.Folder, "tests");

    public static TheoryData<string, string> All()
    {
        var all = new TheoryData<string, string>();
        foreach (var file in Directory.EnumerateFiles(Folder, "*.yml").Order(StringComparer.Ordinal))
            foreach (var script in Read(file)) all.Add(Path.GetFileName(file), Conversation.Name(script));
        return all;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Goes_as_written(string file, string name)
    {
        var script = Assert.Single(Read(Path.Combine(Folder, file)), candidate => Conversation.Name(candidate) == name);
        Conversation.Run(script);
    }

    [Fact]
    public void There_are_enough_of_them()
    {
        var scripts = Directory.EnumerateFiles(Folder, "*.yml").SelectMany(Read).ToList();
        Assert.True(scripts.Count >= 25, $"{scripts.Count} conversations");
        Assert.True(scripts.Count(script => script.Children.ContainsKey(new YamlScalarNode("locale"))) >= 3, "English ones");
    }

    /// <summary>Two are only buttons below others; no shipped dialog ends a step with the menu, <see cref="EngineTests"/> has one that does.</summary>
    private static readonly string[] Elsewhere = [PatternIds.Continue, PatternIds.Optional, PatternIds.FailedMenu];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_pattern_is_said_in_some_conversation_of_each_language(bool english)
    {
        var said = Directory.EnumerateFiles(Folder, "*.yml").SelectMany(Read)
            .Where(script => script.Children.ContainsKey(new YamlScalarNode("locale")) == english)
            .SelectMany(Conversation.Expected).ToHashSet();
        var silent = TestWorld.Library.Book.Patterns.Select(pattern => pattern.Id).Except(Elsewhere).Where(id => !said.Contains(id)).ToList();
        Assert.True(silent.Count == 0, $"never said: {string.Join(", ", silent)}");
    }

    [Fact]
    public void A_conversation_that_goes_otherwise_fails()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader("conversation: x\nturns:\n  - user: 你好\n    bot: [nothing_of_the_kind]\n"));
        var failure = Assert.ThrowsAny<Exception>(() => Conversation.Run((YamlMappingNode)yaml.Documents[0].RootNode));
        Assert.Contains("no reply \"nothing_of_the_kind\"", failure.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<YamlMappingNode> Read(string file)
    {
        var yaml = new YamlStream();
        using var reader = File.OpenText(file);
        yaml.Load(reader);
        return yaml.Documents.Select(document => (YamlMappingNode)document.RootNode);
    }
}

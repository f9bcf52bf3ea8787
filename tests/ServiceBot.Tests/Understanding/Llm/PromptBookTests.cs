using ServiceBot.Tests.Support;
using ServiceBot.Understanding.Llm;

namespace ServiceBot.Tests.Understanding.Llm;

public sealed class PromptBookTests
{
    private const string Good = "---\npurpose: says\ninputs:\n  name: whose\noutput: text\nlimits: { max_input: 100, max_output_tokens: 9 }\nmay: [say]\nmay_not: [lie]\n---\n# System\nBe {{name}}.\n\n# User\nGo.\n";

    [Fact]
    public void Every_prompt_of_the_folder_is_complete_and_used()
    {
        var prompts = PromptBook.Load(Path.Combine(Repository.Root, "prompts"));
        Assert.Equal([Interpreter.PromptId, Rephraser.PromptId], prompts.All.Select(prompt => prompt.Id).Order());
        Assert.All(prompts.All, prompt => Assert.Contains($"({prompt.Id}.md)", Repository.Read("prompts/README.md"), StringComparison.Ordinal));
    }

    [Fact]
    public void A_good_one_takes_its_values_once_and_keeps_its_limit()
    {
        var faults = new List<string>();
        var prompt = PromptBook.Read("good", Good, faults)!;
        Assert.Empty(faults);
        Assert.Equal(new ModelRequest("Be {{name}}.", "Go.", 9), prompt.Request(new Dictionary<string, string> { ["name"] = "{{name}}" }));
        Assert.Null(prompt.Request(new Dictionary<string, string> { ["name"] = new string('a', 100) }));
        Assert.Throws<KeyNotFoundException>(() => prompt.Request(new Dictionary<string, string>()));
    }

    [Theory]
    [InlineData("purpose: says\n", "", "'purpose' is missing")]
    [InlineData("output: text\n", "", "'output' is missing")]
    [InlineData("may_not: [lie]", "must_not: [lie]", "'must_not' is not known")]
    [InlineData("may: [say]", "may: say", "'may' is not a list")]
    [InlineData("max_input: 100", "max_input: some", "'limits: max_input' is not a number above 0")]
    [InlineData("  name: whose", "  name: ''", "input 'name' does not say what it is")]
    [InlineData("  name: whose", "  name: whose\n  more: thing", "input 'more' is not used")]
    [InlineData("Go.", "Go {{where}}.", "'{{where}}' is not among the inputs")]
    [InlineData("# User", "# Person", "a prompt is front matter")]
    [InlineData("Go.\n", "\n", "a part is empty")]
    public void A_fault_is_named(string part, string instead, string fault)
    {
        var faults = new List<string>();
        _ = PromptBook.Read("bad", Good.Replace(part, instead, StringComparison.Ordinal), faults);
        Assert.Contains(faults, found => found.StartsWith(fault, StringComparison.Ordinal));
    }
}

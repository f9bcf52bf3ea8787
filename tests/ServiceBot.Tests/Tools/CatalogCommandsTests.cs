using ServiceBot.Catalog;
using ServiceBot.Tests.Support;
using ServiceBot.Tools;

namespace ServiceBot.Tests.Tools;

public sealed class CatalogCommandsTests(App app) : IClassFixture<App>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("items", "0 added, 0 changed, 40 unchanged.")]
    [InlineData("articles", "0 added, 0 changed, 13 unchanged.")]
    public async Task What_is_exported_is_imported_without_a_change(string what, string said)
    {
        var file = Path.Combine(app.Data, what + ".json");
        Assert.Equal(0, (await Run<ExportCommand>((command, output) => command.RunAsync([what, file], output, Token))).Code);
        var (code, text) = await Run<ImportCommand>((command, output) => command.RunAsync([file], output, Token));
        Assert.Equal(0, code);
        Assert.EndsWith(said, text.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_is_told_with_file_item_field_and_rule()
    {
        var file = Path.Combine(app.Data, "bad.json");
        await File.WriteAllTextAsync(file, CatalogJson.Write(Make.SoundItem() with { Department = null }).Insert(0, "{\"items\":[") + "]}", Token);
        var (code, text) = await Run<ImportCommand>((command, output) => command.RunAsync([file], output, Token));
        Assert.Equal(1, code);
        Assert.Contains("bad.json: error: T-1 department: ", text, StringComparison.Ordinal);
        Assert.Contains("Nothing was imported.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Questions_are_answered_without_a_server_and_a_follow_up_keeps_its_subject()
    {
        var (questions, results) = (Path.Combine(app.Data, "q.jsonl"), Path.Combine(app.Data, "r.jsonl"));
        await File.WriteAllLinesAsync(questions,
        [
            """{"id":"1","text":"办低保要带什么材料？"}""",
            """{"id":"2","text":"多久能办好","previous":["高龄津贴要什么材料"]}""",
            """{"id":"3","text":"今天天气怎么样"}""",
        ], Token);
        Assert.Equal(0, (await Run<EvalAnswersCommand>((command, output) => command.RunAsync(["--questions", questions, "--out", results], output, Token))).Code);
        var lines = await File.ReadAllLinesAsync(results, Token);
        Assert.StartsWith("""{"id":"1","status":"answered","ranked":[{"id":"HB-MZ-001",""", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("""{"id":"2","status":"answered","ranked":[{"id":"HB-MZ-005",""", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("""{"id":"3","status":"no_info","ranked":[""", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Questions_and_a_catalog_of_others_are_measured_as_far_as_they_can_be_read()
    {
        var (questions, results, catalog) = (Path.Combine(app.Data, "others.jsonl"), Path.Combine(app.Data, "others.r.jsonl"), Path.Combine(app.Data, "others.json"));
        await File.WriteAllTextAsync(catalog,
            """
            [{"id":7,"title":null,"question":"公共浴室几点开门","answer":"每天十二点到二十一点。","url":"x","date":"some day"},
             {"id":"b","title":"渡船怎么坐","text":"渡船每小时一班。"},{"id":"b","title":"again","text":"again"},{"id":"c"}]
            """, Token);
        await File.WriteAllTextAsync(questions,
            "\uFEFF{\"id\":1,\"text\":\"公共浴室几点开门\",\"item\":7,\"status\":\"Answered\",\"more\":{}}\r\n\r\n{\"text\":\"渡船怎么坐\",\"fields\":[\"no such\"],\"status\":\"whatever\",\"item\":\"b\"}\r\n", Token);
        var (code, text) = await Run<EvalAnswersCommand>((command, output) => command.RunAsync(["--catalog", catalog, "--out", results, "--questions", questions], output, Token));
        Assert.Equal(0, code);
        Assert.Contains("articles[2] is left out: a second b", text, StringComparison.Ordinal);
        Assert.Contains("articles[3] is left out", text, StringComparison.Ordinal);
        Assert.Contains("item right at first              100.0 % (2 of 2)", text, StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync(results, Token);
        Assert.StartsWith("""{"id":"1","status":"answered","ranked":[{"id":"7",""", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("""{"id":"3",""", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--questions")]
    [InlineData("--questions Q --out R --unknown X")]
    [InlineData("Q R")]
    public async Task Arguments_that_are_none_are_answered_with_the_usage(string arguments)
    {
        var (code, text) = await Run<EvalAnswersCommand>((command, output) => command.RunAsync(arguments.Split(' '), output, Token));
        Assert.Equal((2, EvalAnswersCommand.Usage), (code, text.TrimEnd()));
    }

    private async Task<(int Code, string Text)> Run<TCommand>(Func<TCommand, TextWriter, Task<int>> run)
    {
        await using var output = new StringWriter();
        var code = await run(ActivatorUtilities.CreateInstance<TCommand>(app.Services), output);
        return (code, output.ToString());
    }
}

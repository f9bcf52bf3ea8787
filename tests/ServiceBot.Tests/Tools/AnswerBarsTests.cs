using System.Globalization;
using ServiceBot.Catalog;
using ServiceBot.Catalog.Regions;
using ServiceBot.Platform;
using ServiceBot.Tests.Catalog;
using ServiceBot.Tests.Support;
using ServiceBot.Tools;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Tools;

/// <summary>The test split of <c>tests/questions</c>, from which no rule is made. A miss is named by its id only.</summary>
/// <remarks>The goal for the status is 95 %; 94 is what must not be lost: needs told in words that no item has are answered with "I do not know".</remarks>
public sealed class AnswerBarsTests(App app) : IClassFixture<App>
{
    [Theory]
    [InlineData("item right at first", 0.96)]
    [InlineData("field right", 0.94)]
    [InlineData("status right", 0.94)]
    [InlineData("right or no item stated", 0.98)]
    public void Questions_that_no_rule_was_made_from_are_answered(string what, double bar)
    {
        var score = Score();
        Assert.True(score.Count > 150);
        var share = what switch
        {
            "item right at first" => score.Item,
            "field right" => score.Field,
            "status right" => score.Status,
            _ => 1 - score.WrongItem,
        };
        Assert.True(share >= bar, string.Create(CultureInfo.InvariantCulture, $"{what}: {share:P1}, bar {bar:P1}\n{score}"));
    }

    private AnswerScore Score()
    {
        var catalog = new CurrentCatalog();
        catalog.Replace(SampleCatalog.Book());
        var path = EvalAnswersCommand.Way(catalog, Get<Vocabulary>(), Get<RegionBook>(), Get<TextBook>(), Get<TownshipClock>());
        var score = new AnswerScore();
        foreach (var line in Repository.Read("tests/questions/test.jsonl").Split('\n'))
            if (AnswerQuestion.Parse(line) is { } question) score.Add(question, path.Answer(question));
        return score;
    }

    private T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();
}

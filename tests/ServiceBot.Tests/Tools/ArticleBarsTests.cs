using System.Globalization;
using ServiceBot.Catalog;
using ServiceBot.Catalog.Regions;
using ServiceBot.Platform;
using ServiceBot.Tests.Support;
using ServiceBot.Tools;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Tools;

/// <summary>Imported policy texts and FAQs: the right one is the first more often than with a plain BM25.</summary>
public sealed class ArticleBarsTests(App app) : IClassFixture<App>
{
    private const double LeastLead = 0.06;

    public static TheoryData<string> Sets => [.. ArticleSet.Names];

    [Theory]
    [MemberData(nameof(Sets))]
    public void The_right_article_is_first_more_often_than_with_a_plain_search(string name)
    {
        var set = new ArticleSet(name, Repository.Read($"tests/questions/articles/{name}.json"), Repository.Read($"tests/questions/articles/{name}.jsonl"));
        var catalog = new CurrentCatalog();
        catalog.Replace(set.Book());
        var ours = set.Ours(EvalAnswersCommand.Way(catalog, Get<Vocabulary>(), Get<RegionBook>(), Get<TextBook>(), Get<TownshipClock>()));
        var floor = set.Floor();
        Assert.True(set.Count > 100);
        Assert.True(ours >= floor + LeastLead, string.Create(CultureInfo.InvariantCulture, $"{name}: {ours:P1}, plain search {floor:P1}"));
    }

    [Fact]
    public void Ten_candidates_are_ranked_whatever_is_answered()
    {
        var set = new ArticleSet("faq-zh", Repository.Read("tests/questions/articles/faq-zh.json"), "");
        var catalog = new CurrentCatalog();
        catalog.Replace(set.Book());
        var way = EvalAnswersCommand.Way(catalog, Get<Vocabulary>(), Get<RegionBook>(), Get<TextBook>(), Get<TownshipClock>());
        foreach (var text in new[] { "你好，请问身份证", "我要举报村干部贪污低保钱", "天上的月亮为什么会圆" })
        {
            var ranked = way.Answer(new AnswerQuestion("q", text)).Ranked;
            Assert.Equal(10, ranked.Select(one => one.Id).Distinct().Count());
            Assert.Equal(ranked.OrderByDescending(one => one.Score), ranked);
        }
    }

    private T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();
}

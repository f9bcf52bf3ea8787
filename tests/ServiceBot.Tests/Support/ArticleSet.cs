using ServiceBot.Catalog;
using ServiceBot.Tools;

namespace ServiceBot.Tests.Support;

/// <summary>Articles and questions of <c>tests/questions/articles</c>, and how often the right article is the first.</summary>
internal sealed class ArticleSet(string name, string articles, string questions)
{
    private readonly CatalogFile _file = CatalogFile.Parse(name, articles);
    private readonly AnswerQuestion[] _questions = [.. questions.Split('\n').Select(line => AnswerQuestion.Parse(line)).OfType<AnswerQuestion>()];

    public static string[] Names { get; } = ["faq-zh", "faq-en", "policy-zh", "agency-zh", "agency-en"];

    /// <summary>Measured too; here the plain search is right nine times in ten, and we are hardly better.</summary>
    public const string NotReached = "news-zh";

    public int Count => _questions.Length;

    public CatalogBook Book() => new(_file.Items.Select(item => new CatalogEntry(item, 1, "")), _file.Articles.Select(article => new ArticleEntry(article, 1, "0123456789abcdef")));

    /// <summary>Share of the questions for which the pair BM25 has the right article first.</summary>
    public double Floor()
    {
        var articles = Book().Articles;
        var floor = new PairBm25([.. articles.Select(entry => entry.Article.Title + "\n" + entry.Article.Text)]);
        return _questions.Average(question => articles[floor.Best(question.Text)].Article.Id == question.Item ? 1.0 : 0);
    }

    /// <summary>The same of the way that a question takes here.</summary>
    public double Ours(AnswerPath path) => _questions.Average(question => path.Answer(question).Ranked is [var first, ..] && first.Id == question.Item ? 1.0 : 0);
}

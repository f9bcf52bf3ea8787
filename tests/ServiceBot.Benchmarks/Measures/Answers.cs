using System.Diagnostics;
using System.Globalization;
using ServiceBot.Benchmarks.Load;
using ServiceBot.Catalog;
using ServiceBot.Catalog.Regions;
using ServiceBot.Catalog.Search;
using ServiceBot.Platform;
using ServiceBot.Tests.Support;
using ServiceBot.Tools;
using ServiceBot.Understanding;

namespace ServiceBot.Benchmarks.Measures;

/// <summary>
/// On one core: how often the right article is the first, beside a plain BM25; then the index and the answers of a catalog of a city, beside the
/// same BM25 asked for the best article only. Times are of the processor: others may be at work on this machine.
/// </summary>
internal static class Answers
{
    /// <summary>Until the compiler has settled, which takes every question several times; the floor gets as many.</summary>
    private const int WarmUp = 4_000, Asked = 1000, LeastLead = 6;
    private const double BarMilliseconds = 15, BarSeconds = 10, BarMegabytes = 300;

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new ConfigurationBuilder().AddCommandLine(args).Build();
        if (OperatingSystem.IsLinux()) Process.GetCurrentProcess().ProcessorAffinity = 1;
        var data = Directory.CreateTempSubdirectory("servicebot-answers-").FullName;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = ["--ServiceBot:Data", data], ContentRootPath = AppContext.BaseDirectory });
        builder.AddServiceBot();
        await using var app = builder.Build();
        try
        {
            var right = Sets(app.Services);
            return City(app.Services, options.GetValue("items", 2_000), options.GetValue("articles", 20_000)) && right ? 0 : 1;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static bool Sets(IServiceProvider services)
    {
        var passed = true;
        foreach (var name in ArticleSet.Names.Append(ArticleSet.NotReached))
        {
            var set = new ArticleSet(name, Repository.Read($"tests/questions/articles/{name}.json"), Repository.Read($"tests/questions/articles/{name}.jsonl"));
            var (floor, ours) = (100 * set.Floor(), 100 * set.Ours(Way(services, set.Book())));
            Print($"{name,-10} right article first: {ours:F1} % of {set.Count}, plain BM25 {floor:F1} % (bar: {LeastLead} points more)");
            passed &= ours >= floor + LeastLead || name == ArticleSet.NotReached;
        }

        return passed;
    }

    private static bool City(IServiceProvider services, int items, int articles)
    {
        var catalog = new GrownCatalog(services.GetRequiredService<RegionBook>(), items, articles);
        var letters = catalog.Articles.Sum(entry => (long)entry.Article.Text.Length);
        var (floor, floorSeconds, floorMegabytes) = Built(() => new PairBm25([.. catalog.Articles.Select(entry => entry.Article.Title + "\n" + entry.Article.Text)]));
        var asked = Questions();
        var floorTimes = Times(asked, question => floor.Best(question.Text));
        // The first index pays for the vocabulary and the compiler.
        _ = new SearchIndex(catalog.Items.Take(10).ToList(), catalog.Articles.Take(100).ToList());
        var (index, seconds, megabytes) = Built(() => new SearchIndex(catalog.Items, catalog.Articles));
        GC.KeepAlive(index);
        GC.KeepAlive(floor);
        var way = Way(services, new CatalogBook(catalog.Items, catalog.Articles));
        var times = Times(asked, way.Answer);
        Print($"{items} items, {articles} articles, {letters / 1_000_000} million letters");
        Print($"index: {seconds:F1} s (bar {BarSeconds}), {megabytes:F0} MB (bar {BarMegabytes}); plain BM25 {floorSeconds:F1} s, {floorMegabytes:F0} MB");
        Print($"answer: p50 {At(times, 0.5):F2} ms, p99 {At(times, 0.99):F2} ms (bar {BarMilliseconds}); plain BM25, best article only: p50 {At(floorTimes, 0.5):F2} ms, p99 {At(floorTimes, 0.99):F2} ms");
        return seconds < BarSeconds && megabytes < BarMegabytes && At(times, 0.99) < BarMilliseconds;
    }

    private static AnswerPath Way(IServiceProvider services, CatalogBook book)
    {
        var catalog = new CurrentCatalog();
        catalog.Replace(book);
        return EvalAnswersCommand.Way(catalog, services.GetRequiredService<Vocabulary>(), services.GetRequiredService<RegionBook>(),
            services.GetRequiredService<TextBook>(), services.GetRequiredService<TownshipClock>());
    }

    private static List<AnswerQuestion> Questions() =>
    [
        .. new[] { "tests/questions/dev.jsonl", "tests/questions/articles/policy-zh.jsonl", "tests/questions/articles/faq-zh.jsonl", "tests/questions/articles/faq-en.jsonl" }
            .SelectMany(file => Repository.Read(file).Split('\n')).Select(line => AnswerQuestion.Parse(line)).OfType<AnswerQuestion>(),
    ];

    private static (T Made, double Seconds, double Megabytes) Built<T>(Func<T> make)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var start = Environment.CpuUsage.TotalTime;
        var made = make();
        var seconds = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
        return (made, seconds, (GC.GetTotalMemory(forceFullCollection: true) - before) / 1048576.0);
    }

    private static List<double> Times<T>(List<AnswerQuestion> asked, Func<AnswerQuestion, T> answer)
    {
        var times = new List<double>();
        for (var at = 0; at < WarmUp + Asked; at++)
        {
            var start = Environment.CpuUsage.TotalTime;
            GC.KeepAlive(answer(asked[at % asked.Count]));
            if (at >= WarmUp) times.Add((Environment.CpuUsage.TotalTime - start).TotalMilliseconds);
        }

        times.Sort();
        return times;
    }

    private static double At(List<double> sorted, double share) => sorted[(int)(sorted.Count * share)];

    private static void Print(FormattableString line) => System.Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

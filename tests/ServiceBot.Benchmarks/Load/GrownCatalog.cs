using System.Globalization;
using ServiceBot.Catalog;
using ServiceBot.Catalog.Regions;
using ServiceBot.Domain.Catalog;

namespace ServiceBot.Benchmarks.Load;

/// <summary>
/// A catalog of a city from the samples: every item of many townships, and articles mixed of sentences of the samples, most as long as an FAQ
/// and a third as long as a policy text. Seeded.
/// </summary>
internal sealed class GrownCatalog
{
    /// <summary>Beside those of the samples.</summary>
    private const int Words = 400_000;
    private const string Hash = "0123456789abcdef";
    private readonly Random _random = new(20140730);
    private readonly string[] _sentences, _words;
    private readonly List<Region> _places;

    public GrownCatalog(RegionBook regions, int items, int articles)
    {
        var samples = Directory.EnumerateFiles(CatalogStart.SampleFolder, "*.json").Select(path => CatalogFile.Parse(path, File.ReadAllText(path))).ToList();
        var known = samples.SelectMany(file => file.Items).ToList();
        _places = [.. regions.Children("130100000000").SelectMany(county => regions.Children(county.Code))];
        _sentences = [.. known.SelectMany(Sentences).Concat(samples.SelectMany(file => file.Articles).SelectMany(article => article.Text.Split('\u3002'))).Where(one => one.Length > 8).Distinct()];
        _words = [.. Enumerable.Range(0, Words).Select(_ => new string([.. Enumerable.Range(0, _random.Next(2, 5)).Select(_ => (char)_random.Next('\u4E00', '\u8000'))]))];
        Items = [.. Enumerable.Range(0, items).Select(at => Item(known[at % known.Count], at))];
        Articles = [.. Enumerable.Range(0, articles).Select(at => new ArticleEntry(Article(known[at % known.Count], at), 1, Hash))];
    }

    public List<CatalogEntry> Items { get; }

    public List<ArticleEntry> Articles { get; }

    private static IEnumerable<string> Sentences(ServiceItem item) =>
    [
        .. item.AcceptConditions, .. item.Materials.Select(material => material.Name + material.Note), .. item.Steps.Select(step => step.Name + step.Note), .. item.Needs,
        .. item.Faqs.Select(faq => faq.Question + faq.Answer), .. item.LegalBases.Select(basis => basis.Law + basis.Article), .. item.Results,
    ];

    private CatalogEntry Item(ServiceItem like, int at) => new(like with
    {
        Code = string.Create(CultureInfo.InvariantCulture, $"{like.Code}-{at}"),
        Name = Place() + like.Name,
        RegionCode = _places[_random.Next(_places.Count)].Code,
    }, 1, Hash);

    private Article Article(ServiceItem like, int at)
    {
        var policy = at % 3 == 0;
        var length = policy ? _random.Next(1500, 5000) : _random.Next(120, 500);
        var text = new System.Text.StringBuilder();
        while (text.Length < length)
        {
            text.Append(_random.Next(4) == 0 ? Place() : "").Append(_sentences[_random.Next(_sentences.Length)]).Append(_random.Next(1, 400)).Append('\u3002');
            // What is rare makes an index grow: a few words are everywhere, most in one or two texts.
            if (_random.Next(2) == 0) text.Append(_words[(int)(_words.Length * Math.Pow(_random.NextDouble(), 3))]);
        }

        return new Article { Id = string.Create(CultureInfo.InvariantCulture, $"A{at}"), Title = Place() + like.Name + _sentences[_random.Next(_sentences.Length)], Text = text.ToString() };
    }

    private string Place() => _places[_random.Next(_places.Count)].Name;
}

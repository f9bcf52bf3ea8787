using System.Globalization;
using ServiceBot.Catalog.Search;
using ServiceBot.Domain.Catalog;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Platform;

namespace ServiceBot.Catalog;

/// <summary>Answers a question from the catalog in force: values of the item in sentences of <c>answers.yml</c>, with the item as the source.</summary>
internal sealed class CatalogAnswers(CurrentCatalog catalog, QuestionReader reader, TextBook texts)
{
    private const string ProxyDialog = "proxy-request";
    /// <summary>More than this does not fit on a phone's screen.</summary>
    private const int MostFields = 3;
    private const int LongestPassage = 160;
    /// <summary>From here on a published question is the one she asked; a field she named outright wins below the higher bar.</summary>
    private const double SameQuestion = 0.5, SameQuestionDespiteField = 0.75;
    private static readonly CatalogField[] _offered = [CatalogField.Materials, CatalogField.TimeLimit, CatalogField.Place, CatalogField.Conditions];

    /// <param name="ask">With an item and fields where understanding found them; else they are read from its question.</param>
    /// <param name="locale">zh-Hans or en.</param>
    /// <param name="sms">Shorter texts.</param>
    public ComposedAnswer Compose(Command.Ask ask, string locale, bool sms, DateOnly today, string? region = null)
    {
        var book = catalog.Book;
        var say = new Voice(texts, locale, sms);
        if (ask.Item is { } known) return About(book, known, ask.Question, ask.Fields ?? [], say, today);
        var reading = reader.Read(ask.Question, today, region);
        var fields = ask.Fields is { Count: > 0 } given ? given : reading.Fields;
        if (reading.IsOutOfScope) return new ComposedAnswer { Status = AnswerStatus.OutOfScope, Text = say.Text(reading.Door!.Text) };
        return reading.About.Confidence switch
        {
            SearchConfidence.Clear => About(book, reading.About.Candidates[0].Id, ask.Question, fields, say, today),
            SearchConfidence.Close => Clarify(book, reading.About, ask.Question, fields, say),
            _ => NoInfo(say),
        };
    }

    private ComposedAnswer About(CatalogBook book, string id, string question, IReadOnlyList<CatalogField> fields, Voice say, DateOnly today)
    {
        if (book.FindArticle(id) is { } article) return Passage(book, article, question, say);
        if (book.Find(id) is not { } entry) return NoInfo(say);
        return entry.On(today) switch
        {
            ItemStanding.Open => Answer(entry, question, fields, say),
            ItemStanding.Cancelled => Cancelled(book, entry, say, today),
            _ => NoInfo(say),
        };
    }

    private ComposedAnswer Answer(CatalogEntry entry, string question, IReadOnlyList<CatalogField> fields, Voice say)
    {
        var item = entry.Item;
        var tell = new FieldTexts(texts, item, say.Locale, say.Sms);
        var wanted = fields.Count == 0 ? [CatalogField.Overview] : PaidOrReceived(item, fields).Take(MostFields).ToList();
        if (Faq(item, question, fields) is { } faq)
            return Told(entry, fields.Count == 0 ? [] : wanted, [new ToldField(say.Text("answer_faq", ("answer", item.Faqs[faq].Answer)), [$"faqs[{faq}]"])], say, tell);
        var told = wanted.Select(tell.Tell).OfType<ToldField>().ToList();
        if (told.Count > 0) return Told(entry, wanted, told, say, tell);
        var missing = say.Text("answer_field_missing", ("item", tell.ItemName), ("field", say.Text("field_" + wanted[0])), ("phone", item.ConsultPhone ?? ""));
        return new ComposedAnswer { Status = AnswerStatus.NoInfo, Text = missing, Item = item.Code, Fields = wanted, Choices = Next(item, wanted, say) };
    }

    /// <summary>多少钱 asks for what she gets where the item gives something, and for what she pays where it does not.</summary>
    private static IEnumerable<CatalogField> PaidOrReceived(ServiceItem item, IReadOnlyList<CatalogField> fields) =>
        fields.Contains(CatalogField.Amount) && fields.Contains(CatalogField.Fee) ? fields.Except([item.Benefit is null ? CatalogField.Amount : CatalogField.Fee]) : fields;

    /// <summary>Which of the item's published questions she asked; null for none. The item's own name says nothing about which.</summary>
    private static int? Faq(ServiceItem item, string question, IReadOnlyList<CatalogField> fields)
    {
        if (question.Length == 0 || item.Faqs.Count == 0) return null;
        var asked = WithoutNames(item, question);
        var likeness = item.Faqs.Select(faq => SearchTerms.Likeness(WithoutNames(item, faq.Question), asked)).ToList();
        var best = likeness.Max();
        return best >= (fields.Count == 0 ? SameQuestion : SameQuestionDespiteField) ? likeness.IndexOf(best) : null;
    }

    private static string WithoutNames(ServiceItem item, string text)
    {
        var left = TextFold.Words(text);
        foreach (var name in item.ColloquialNames.Append(item.Name).Append(item.ShortName ?? item.Name).OrderByDescending(name => name.Length))
            left = left.Replace(TextFold.Words(name), " ", StringComparison.Ordinal);
        return left;
    }

    private static ComposedAnswer Told(CatalogEntry entry, IReadOnlyList<CatalogField> fields, List<ToldField> told, Voice say, FieldTexts tell)
    {
        var lines = told.Select(one => one.Text).ToList();
        if (fields.Contains(CatalogField.Conditions)) lines.Add(say.Text("answer_verdict"));
        lines.Add(say.Text("answer_source", ("name", tell.FullName), ("version", entry.Version.ToString(CultureInfo.InvariantCulture)),
            ("sample", entry.Item.Sample ? say.Text("answer_sample") : "")));
        return new ComposedAnswer
        {
            Status = AnswerStatus.Answered,
            Text = string.Join('\n', lines),
            Item = entry.Item.Code,
            Fields = fields,
            Citations = [.. told.SelectMany(one => one.Fields.Select(field => new Citation(entry.Item.Code, field, entry.Version, one.Text, FactHash.Of(entry.Item, field))))],
            Choices = Next(entry.Item, fields, say),
        };
    }

    private static ComposedAnswer Cancelled(CatalogBook book, CatalogEntry entry, Voice say, DateOnly today)
    {
        var name = say.Name(entry.Item);
        var target = entry.Item.RedirectTo is { } code ? book.FindOpen(code, today) : null;
        (string, string) item = ("item", name), note = ("note", entry.Item.CancelNote ?? "");
        return new ComposedAnswer
        {
            Status = AnswerStatus.Cancelled,
            Text = target is null ? say.Text("answer_cancelled", item, note) : say.Text("answer_cancelled_redirect", item, note, ("target", say.Name(target.Item))),
            Item = entry.Item.Code,
            Citations = [new Citation(entry.Item.Code, "cancelNote", entry.Version, entry.Item.CancelNote ?? "", FactHash.Of(entry.Item, "cancelNote"))],
            Choices = target is null ? [] : [new LabelledCommand(say.Label(target.Item), new Command.Ask("", target.Item.Code)), .. Proxy(target.Item, say)],
        };
    }

    private static ComposedAnswer Passage(CatalogBook book, ArticleEntry entry, string question, Voice say)
    {
        var article = entry.Article;
        var passage = Passages.Best(article.Text, book.Index.Telling(question), LongestPassage);
        var lines = new List<string> { say.Text("answer_article", ("title", article.Question ?? article.Title), ("passage", passage)) };
        if (article.Source is { } source)
            lines.Add(say.Text("answer_article_source", ("source", source),
                ("date", article.Date is { } date ? say.Text("answer_article_date", ("date", date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))) : "")));
        return new ComposedAnswer
        {
            Status = AnswerStatus.Answered,
            Text = string.Join('\n', lines),
            Citations = [new Citation(article.Id, "text", entry.Version, passage, FactHash.Of(article))],
        };
    }

    private static ComposedAnswer Clarify(CatalogBook book, SearchResult about, string question, IReadOnlyList<CatalogField> fields, Voice say) => new()
    {
        Status = AnswerStatus.Clarify,
        Text = say.Text("answer_clarify"),
        Choices = [.. about.Near.Select(candidate => new LabelledCommand(
            book.Find(candidate.Id) is { } entry ? say.Label(entry.Item) : candidate.Title, new Command.Ask(question, candidate.Id, fields)))],
    };

    private static ComposedAnswer NoInfo(Voice say) => new() { Status = AnswerStatus.NoInfo, Text = say.Text("answer_no_info"), Choices = [new(say.Text("choice_other"), new Command.Menu())] };

    /// <summary>What she may want next: to have it done, and the commonest questions that were not answered now.</summary>
    private static IReadOnlyList<LabelledCommand> Next(ServiceItem item, IReadOnlyList<CatalogField> told, Voice say) =>
    [
        .. Proxy(item, say),
        .. _offered.Except(told).Take(3).Select(field => new LabelledCommand(say.Text("field_" + field), new Command.Ask("", item.Code, [field]))),
    ];

    private static IEnumerable<LabelledCommand> Proxy(ServiceItem item, Voice say) => item.Proxy == ProxyFit.No ? []
        : [new LabelledCommand(say.Text(item.Proxy == ProxyFit.Allowed ? "choice_proxy_allowed" : "choice_proxy_help"), new Command.Start(item.Dialog ?? ProxyDialog, item.Code))];

    /// <summary>In which language and how short.</summary>
    private sealed record Voice(TextBook Texts, string Locale, bool Sms)
    {
        public string Text(string id, params (string Name, string Value)[] values) =>
            Texts.Render(id, Locale, values.ToDictionary(pair => pair.Name, pair => pair.Value), Sms);

        public string Name(ServiceItem item) => (TextBook.IsEnglish(Locale) ? item.NameEn : null) ?? item.Name;

        public string Label(ServiceItem item) => (TextBook.IsEnglish(Locale) ? item.NameEn : item.ShortName) ?? item.Name;
    }
}

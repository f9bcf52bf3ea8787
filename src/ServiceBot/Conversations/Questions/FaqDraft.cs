using ServiceBot.Catalog;
using ServiceBot.Domain.Catalog;
using ServiceBot.Domain.Messaging;

namespace ServiceBot.Conversations.Questions;

/// <summary>A question that staff answer for everybody, as the form has it.</summary>
/// <param name="OtherWays">Further ways of asking it, one a line.</param>
/// <param name="Source">Document or office that says so: an answer without one is not published.</param>
/// <param name="Date">Of the source; null where it has none.</param>
internal sealed record FaqDraft(string Question, string Answer, string OtherWays, string Source, DateOnly? Date)
{
    public const int LongestQuestion = 100, LongestAnswer = 1000, LongestSource = 200, LongestWays = 1000;
    private const char Masked = '*';

    /// <summary>Everything that is wrong with it, as text ids; empty when it may be published.</summary>
    public IEnumerable<string> Faults(DateOnly today)
    {
        if (Question.Length is 0 or > LongestQuestion) yield return "question_fault_question";
        if (Answer.Length is 0 or > LongestAnswer) yield return "question_fault_answer";
        if (OtherWays.Length > LongestWays) yield return "question_fault_ways";
        if (Source.Length is 0 or > LongestSource) yield return "question_fault_source";
        if (Date > today) yield return "question_fault_date";
        // What a resident wrote of herself must not end up in what everybody reads.
        if (Names(Question) || Names(OtherWays)) yield return "question_fault_private";
    }

    /// <summary>The file that an import of it would read, so that it passes the same checks.</summary>
    public CatalogFile ToFile(string id)
    {
        var ways = OtherWays.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var article = new Article
        {
            Id = id, Title = Question, Question = Question, Text = Answer, Source = Source, Date = Date, Keywords = [.. ways.Distinct(StringComparer.Ordinal).Where(way => way != Question)],
        };
        return CatalogFile.Parse(id, CatalogJson.Write(new { articles = new[] { ArticleJson.Of(article) } }));
    }

    private static bool Names(string text) => text.Contains(Masked, StringComparison.Ordinal) || Redaction.Contains(text);
}

using ServiceBot.Domain.Dialogs;
using ServiceBot.Platform;

namespace ServiceBot.Catalog;

/// <summary>Answers a question from the catalog in force.</summary>
internal sealed class CatalogAnswers(CurrentCatalog catalog, QuestionReader reader, TextBook texts)
{
    /// <param name="ask">With an item and fields where understanding found them; else they are read from its question.</param>
    /// <param name="locale">zh-Hans or en.</param>
    /// <param name="sms">Shorter texts.</param>
    public ComposedAnswer Compose(Command.Ask ask, string locale, bool sms, DateOnly today)
    {
        var code = ask.Item ?? (reader.Read(ask.Question, today).About.Candidates is [var best, ..] ? best.Id : null);
        var entry = code is null ? null : catalog.Book.FindOpen(code, today);
        return entry is null
            ? new ComposedAnswer { Status = AnswerStatus.NoInfo, Text = texts.Render("answer_no_info", locale, sms: sms) }
            : new ComposedAnswer { Status = AnswerStatus.Answered, Text = entry.Item.Name, Item = entry.Item.Code };
    }
}

namespace ServiceBot.Catalog;

/// <summary>Reads a question to the catalog out of a text: about what, which fields, or a request to have it done.</summary>
internal sealed class QuestionReader(CurrentCatalog catalog)
{
    public QuestionReading Read(string text, DateOnly today) =>
        new([], catalog.Book.Index.Search(text, today), false, false, null, false);
}

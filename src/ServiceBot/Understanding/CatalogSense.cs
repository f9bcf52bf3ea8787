using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding;

/// <summary>What the catalog makes of a text.</summary>
internal abstract record CatalogSense
{
    private CatalogSense()
    {
    }

    internal sealed record None : CatalogSense;

    /// <param name="Dialog">Dialog that takes a request for the item.</param>
    /// <param name="Certain">A name or alias of the item is in the text, or it is the one talked about.</param>
    /// <param name="IsRequest">She wants it done.</param>
    internal sealed record Item(string Code, string Dialog, IReadOnlyList<CatalogField> Fields, bool Certain, bool IsRequest) : CatalogSense
    {
        /// <summary>The text is its name, and hardly anything else.</summary>
        public bool Alone { get; init; }
    }

    /// <summary>Two or three fit. Labels are shown.</summary>
    internal sealed record Several(IReadOnlyList<(string Code, string Dialog, string Label)> Items, IReadOnlyList<CatalogField> Fields, bool IsRequest) : CatalogSense;

    /// <summary>A question, but the answer is in an article and no item.</summary>
    internal sealed record Article(IReadOnlyList<CatalogField> Fields) : CatalogSense;

    /// <summary>Not what we are for. <paramref name="TextId"/> says where to turn.</summary>
    internal sealed record OutOfScope(string TextId) : CatalogSense;
}

/// <summary>Reads a text with the catalog; pure and quick.</summary>
internal delegate CatalogSense SenseCatalog(Heard heard, Expectation expectation);

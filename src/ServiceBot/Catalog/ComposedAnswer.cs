using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Catalog;

/// <summary>An answer made of values of the catalog and texts of <c>dialogs/texts/answers.yml</c>, and nothing else.</summary>
internal sealed record ComposedAnswer
{
    public required AnswerStatus Status { get; init; }
    public required string Text { get; init; }
    /// <summary>The item it is about; null for an article, a clarification, no information.</summary>
    public string? Item { get; init; }
    public IReadOnlyList<CatalogField> Fields { get; init; } = [];
    /// <summary>Where each fact was taken from.</summary>
    public IReadOnlyList<Citation> Citations { get; init; } = [];
    /// <summary>Buttons or menu numbers: the candidates of a clarification, or what she may want next.</summary>
    public IReadOnlyList<LabelledCommand> Choices { get; init; } = [];
}

internal enum AnswerStatus { Answered, Clarify, NoInfo, OutOfScope, Cancelled }

/// <param name="Code">Item code or article id.</param>
/// <param name="Field">Field of the item, camel case as in the JSON: materials, legalLimit; <c>text</c> for an article.</param>
/// <param name="Version">Version of the item; 1 for an article that carries none.</param>
/// <param name="Text">The value as told.</param>
/// <param name="Hash">Of the field's value, see <see cref="FactHash"/>.</param>
internal sealed record Citation(string Code, string Field, int Version, string Text, string Hash);

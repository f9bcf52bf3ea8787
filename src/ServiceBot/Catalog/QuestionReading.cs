using ServiceBot.Catalog.Search;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Catalog;

/// <summary>What a text asks of the catalog.</summary>
/// <param name="Fields">What she wants to know (材料, 多久, 多少钱…), in the order of the text; empty when she asked in general.</param>
/// <param name="About">What it is about.</param>
/// <param name="IsRequest">She wants it done: 帮我办, 我想办, 代我….</param>
/// <param name="IsQuestion">It has the form of a question, or field words.</param>
/// <param name="OutOfScope">Id of the text that names the right door (110, court, 12345, crisis line); null when it is ours.</param>
/// <param name="IsUrgentDoor">The right door comes before everything else: an emergency, a life in danger.</param>
internal sealed record QuestionReading(
    IReadOnlyList<CatalogField> Fields,
    SearchResult About,
    bool IsRequest,
    bool IsQuestion,
    string? OutOfScope,
    bool IsUrgentDoor);

using ServiceBot.Catalog.Search;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Catalog;

/// <summary>What a text asks of the catalog.</summary>
/// <param name="Fields">What she wants to know (材料, 多久, 多少钱…), in the order of the text; empty when she asked in general.</param>
/// <param name="About">What it is about.</param>
/// <param name="IsEligibility">She asks whether she may have it.</param>
/// <param name="IsEllipsis">A name and nothing else: she asks of it what she asked before.</param>
/// <param name="IsRequest">She wants it done: 帮我办, 我想办, 代我….</param>
/// <param name="IsQuestion">It has the form of a question, or field words.</param>
/// <param name="Door">Where to turn with what is not ours (110, court, 12345, crisis line); null when it is ours.</param>
internal sealed record QuestionReading(
    IReadOnlyList<CatalogField> Fields,
    SearchResult About,
    bool IsEligibility,
    bool IsEllipsis,
    bool IsRequest,
    bool IsQuestion,
    Door? Door)
{
    /// <summary>What is left when names, field words and filler are taken away, gaps as blanks.</summary>
    public string Rest { get; init; } = "";

    /// <summary>It points back, or tells of her: 那…, 我不在本地.</summary>
    public bool Follows { get; init; }

    /// <summary>The right door comes before whatever the catalog has.</summary>
    public bool IsOutOfScope => Door is not null && (Door.Rank != DoorRank.Other || About.Confidence == SearchConfidence.None);
}

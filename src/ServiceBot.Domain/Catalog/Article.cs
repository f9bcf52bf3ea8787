namespace ServiceBot.Domain.Catalog;

/// <summary>A policy text or FAQ with its source and date. An FAQ gives <see cref="Question"/> and has its answer as <see cref="Text"/>.</summary>
public sealed record Article
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public string? Question { get; init; }
    public required string Text { get; init; }
    public string? Source { get; init; }
    public DateOnly? Date { get; init; }
    public IReadOnlyList<string> Keywords { get; init; } = [];
}

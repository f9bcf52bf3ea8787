namespace ServiceBot.Domain.Dialogs;

/// <summary>What is remembered of a conversation with a proxy agent between turns, of his web chat and of his line each for itself. Numbers of cases only, nothing about a resident.</summary>
public sealed record AgentChat
{
    /// <summary>The errand that a bare number or word is about: the latest letter's, or the one he looked at. Null: none.</summary>
    public string? Focus { get; init; }
    /// <summary>What his next message answers.</summary>
    public AgentQuestion Waiting { get; init; } = AgentQuestion.None;
    /// <summary>References behind the numbers of the last list.</summary>
    public IReadOnlyList<string> Listed { get; init; } = [];
    /// <summary>Errands he was told of since he last wrote: with several of them a bare number on a phone does not say which.</summary>
    public IReadOnlyList<string> Told { get; init; } = [];
}

/// <summary>Nothing; which errand of the list; which papers are missing; why the stand-in should take it; what the result is.</summary>
public enum AgentQuestion { None, Errand, Materials, Reason, Result }

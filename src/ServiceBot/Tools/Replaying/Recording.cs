using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Domain.Cases;
using ServiceBot.Transcripts;

namespace ServiceBot.Tools.Replaying;

/// <summary>A conversation as the store has it, with what can be asked of an earlier moment.</summary>
internal sealed record Recording
{
    public required ConversationRow Conversation { get; init; }
    /// <summary>Both sides, in order, payloads as stored.</summary>
    public required IReadOnlyList<TranscriptRow> Transcript { get; init; }
    public IReadOnlyList<CaseRow> Cases { get; init; } = [];
    /// <summary>By case, in order.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<CaseEventRow>> Events { get; init; } = new Dictionary<string, IReadOnlyList<CaseEventRow>>();
    /// <summary>Her outbox: letters told into the conversation, and what went to a provider.</summary>
    public IReadOnlyList<OutboxRow> Outbox { get; init; } = [];

    /// <summary>Her cases as they stood just before <paramref name="moment"/>, newest first.</summary>
    public IReadOnlyList<CaseRow> CasesBefore(DateTimeOffset moment) =>
        [.. Cases.Select(row => Folded(row).LastOrDefault(step => step.Happened.At < moment).After).OfType<CaseRow>().OrderByDescending(row => row.OpenedAt)];

    /// <summary>Each event of a case with the row before and after it.</summary>
    public IEnumerable<(CaseRow? Before, CaseRow After, CaseEvent Happened)> Folded(CaseRow row)
    {
        var facts = new CaseFacts();
        var at = row with { Version = 0, LastHash = "" };
        CaseRow? before = null;
        foreach (var stored in Events.GetValueOrDefault(row.Reference, []))
        {
            var happened = stored.ReadEvent();
            facts = CaseLifecycle.Apply(facts, happened);
            at = at.After(facts, happened.At, stored.Hash);
            yield return (before, at, happened);
            before = at;
        }
    }
}

using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Llm;

/// <summary>What the model made of a message that no recogniser knew.</summary>
/// <param name="Commands">Null: nothing usable, and the recognisers' own result stands.</param>
/// <param name="Result"><c>used</c>, or why not; for counters and the transcript, never shown to her.</param>
internal sealed record Proposal(IReadOnlyList<Command>? Commands, string Result)
{
    public static Proposal Refused(string reason) => new(null, reason);
}

/// <summary>Something of the catalog the message may be about, under a name that is good for this call alone.</summary>
/// <param name="Key">c1, c2…</param>
/// <param name="Dialog">Takes a request for it; null for an article, which nobody can request.</param>
internal sealed record ProposalTarget(string Key, string Code, string Title, IReadOnlyList<string> OtherNames, string? Dialog);

using ServiceBot.Cases;
using ServiceBot.Domain.Cases;
using ServiceBot.Residents;

namespace ServiceBot.Conversations;

/// <summary>
/// What a turn reads of what was before it, and the desk at which it does something about an errand. A turn that is lived asks the store;
/// one that is played again is given what was there then.
/// </summary>
internal interface ITurnPast
{
    /// <summary>Await this before a turn: nothing in it may wait for a case number.</summary>
    ValueTask ReadyAsync(CancellationToken cancellationToken);

    /// <summary>Her cases, newest first.</summary>
    Task<IReadOnlyList<CaseRow>> CasesAsync(string conversationId, CancellationToken cancellationToken);

    /// <summary>One of hers; null for any other number.</summary>
    Task<CaseRow?> CaseAsync(string conversationId, string reference, CancellationToken cancellationToken);

    /// <summary>What was said last in this conversation, as it was said, oldest first.</summary>
    Task<IReadOnlyList<Reply>> LastSaidAsync(string conversationId, CancellationToken cancellationToken);

    /// <summary>Where forms are that were moved or handed in, by the form's id; the others are where they were begun.</summary>
    Task<IReadOnlyDictionary<string, DraftHolderRow>> HoldersAsync(IReadOnlyList<string> forms, CancellationToken cancellationToken);

    /// <summary>In memory: the turn's unit takes the change.</summary>
    CaseChange Open(OpenCase request, DateTimeOffset now);

    /// <summary>In memory: the turn's unit takes the change.</summary>
    /// <param name="now">Of the turn, so that what happened is found at the time of the message that did it.</param>
    CasePrepared Decide(CaseRow row, CaseCommand command, CaseActor actor, DateTimeOffset now);
}

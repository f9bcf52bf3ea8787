using ServiceBot.Channels;
using ServiceBot.Domain.Cases;

namespace ServiceBot.Cases;

/// <summary>
/// Who has to hear of a change. The one place where this folder calls a later one: the letters must be in the same transaction as the
/// change, and what they say is not the case's business.
/// </summary>
internal interface ICaseNotices
{
    /// <param name="before">Null for a new case.</param>
    IEnumerable<OutboxRow> For(CaseRow? before, CaseRow after, IReadOnlyList<CaseEvent> events);
}

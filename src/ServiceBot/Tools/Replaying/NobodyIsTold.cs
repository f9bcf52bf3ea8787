using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Domain.Cases;

namespace ServiceBot.Tools.Replaying;

/// <summary>A case that is played again sends no letters: those that it sent stand in the recording.</summary>
internal sealed class NobodyIsTold : ICaseNotices
{
    public IEnumerable<OutboxRow> For(CaseRow? before, CaseRow after, IReadOnlyList<CaseEvent> events) => [];
}

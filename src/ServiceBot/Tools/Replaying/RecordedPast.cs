using ServiceBot.Cases;
using ServiceBot.Conversations;
using ServiceBot.Conversations.Linking;
using ServiceBot.Domain.Calendar;
using ServiceBot.Domain.Cases;
using ServiceBot.Residents;

namespace ServiceBot.Tools.Replaying;

/// <summary>What was there at the moment of the turn that is played again. Cases get the numbers they have; one that there never was gets a number that no case has.</summary>
internal sealed class RecordedPast(CaseWriter writer, CaseDesk desk, ElsewhereDrafts drafts) : ITurnPast
{
    private const int NoCounter = 999_999_999;

    public Recording? Recording { get; set; }

    public DateTimeOffset Moment { get; set; }

    /// <summary>By the version that is played.</summary>
    public IReadOnlyList<Reply> LastSaid { get; set; } = [];

    private Recording Known => Recording ?? throw new InvalidOperationException("Nothing is being played.");

    public ValueTask ReadyAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public Task<IReadOnlyList<CaseRow>> CasesAsync(string conversationId, CancellationToken cancellationToken) => Task.FromResult(Known.CasesBefore(Moment));

    public Task<CaseRow?> CaseAsync(string conversationId, string reference, CancellationToken cancellationToken) => Task.FromResult(
        CaseReference.TryParse(reference, out var parsed) ? Known.CasesBefore(Moment).FirstOrDefault(row => row.Reference == parsed.Value) : null);

    public Task<IReadOnlyList<Reply>> LastSaidAsync(string conversationId, CancellationToken cancellationToken) => Task.FromResult(LastSaid);

    /// <summary>A form that was moved more than once is known only where it was in the end.</summary>
    public async Task<IReadOnlyDictionary<string, DraftHolderRow>> HoldersAsync(IReadOnlyList<string> forms, CancellationToken cancellationToken) =>
        (await drafts.HoldersAsync(forms, cancellationToken)).Where(pair => pair.Value.At < Moment).ToDictionary();

    public CaseChange Open(OpenCase request, DateTimeOffset now)
    {
        var day = Deadline.DayOf(now);
        var recorded = Known.Cases.FirstOrDefault(row => row.OriginKey == request.OriginKey);
        var reference = recorded is null ? CaseReference.Create(day.Year, NoCounter) : CaseReference.Parse(recorded.Reference);
        return writer.Open(request, reference, desk.Assign(request.RegionCode, day), now);
    }

    public CasePrepared Decide(CaseRow row, CaseCommand command, CaseActor actor, DateTimeOffset now) => writer.Change(row, command, actor, now);
}

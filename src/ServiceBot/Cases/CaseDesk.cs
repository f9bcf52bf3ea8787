using ServiceBot.Data;
using ServiceBot.Domain.Calendar;
using ServiceBot.Domain.Cases;
using ServiceBot.Platform;

namespace ServiceBot.Cases;

/// <summary>Everything that is done with errands goes over this desk: chat, agent's chat, pages, imports.</summary>
internal sealed class CaseDesk(CaseWriter writer, CaseStore store, CaseNumbers numbers, Roster roster, TownshipClock clock)
{
    /// <summary>Await this before a turn: it returns at once unless the stock of case numbers is low.</summary>
    public ValueTask EnsureNumbersAsync(CancellationToken cancellationToken) => numbers.EnsureAsync(cancellationToken);

    /// <summary>Who would get an errand of that region today; the 委托书 names him before the case exists.</summary>
    /// <exception cref="InvalidOperationException">The roster has nobody, not even for the province: the service is not set up.</exception>
    public Assignment Assign(string regionCode, DateOnly day) =>
        roster.Assign(regionCode, day) ?? throw new InvalidOperationException($"The roster has nobody for region {regionCode} or above it.");

    /// <summary>A new errand, in memory: the turn commits it with its reply. The same <see cref="OpenCase.OriginKey"/> is committed once.</summary>
    public CaseChange Open(OpenCase request, DateTimeOffset now)
    {
        var day = Deadline.DayOf(now);
        return writer.Open(request, numbers.Take(day.Year), Assign(request.RegionCode, day), now);
    }

    /// <summary>Decides and writes.</summary>
    public async Task<CaseOutcome> ActAsync(CaseAct act, CancellationToken cancellationToken)
    {
        // Twice: once more when somebody was faster and the actor did not insist on what he saw.
        for (var tries = act.ExpectedVersion is null ? 2 : 1; tries > 0; tries--)
        {
            switch (await PrepareAsync(act, cancellationToken))
            {
                case CasePrepared.Refused refused:
                    return new CaseOutcome.Refused(refused.Reason);
                case CasePrepared.Ready ready when await store.CommitAsync(ready.Change, cancellationToken) == CommitFailure.None:
                    return new CaseOutcome.Done(ready.Change.After, ready.Change.Events);
                default:
                    continue;
            }
        }

        return new CaseOutcome.Refused(CaseRefusals.Stale);
    }

    /// <summary>Decides without writing: for use inside a turn, whose unit takes the change.</summary>
    public async Task<CasePrepared> PrepareAsync(CaseAct act, CancellationToken cancellationToken)
    {
        if (!CaseReference.TryParse(act.Reference, out var reference)) return new CasePrepared.Refused(CaseRefusals.NotFound);
        var row = await store.ReadAsync(reference.Value, cancellationToken);
        // A resident's case is found from her own conversation only.
        if (row is null || act.Actor.Kind == CaseActorKind.Resident && act.Actor.Id != row.ConversationId)
            return new CasePrepared.Refused(CaseRefusals.NotFound);
        if (act.ExpectedVersion is { } expected && expected != row.Version) return new CasePrepared.Refused(CaseRefusals.Stale);
        return Decide(row, act.Command, act.Actor, clock.Now);
    }

    /// <summary>Decides on a row that the caller has read, without waiting: an action inside a dialog's turn.</summary>
    public CasePrepared Decide(CaseRow row, CaseCommand command, CaseActor actor, DateTimeOffset now) => writer.Change(row, command, actor, now);
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using ServiceBot.Domain.Calendar;
using ServiceBot.Domain.Cases;
using ServiceBot.Domain.Catalog;
using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;

namespace ServiceBot.Cases;

/// <summary>Turns decisions into rows. In memory; never waits.</summary>
internal sealed class CaseWriter(WorkingCalendar calendar, IOptions<CaseOptions> options, Sealing sealing, ICaseNotices notices)
{
    public CaseChange Open(OpenCase request, CaseReference reference, Assignment assignment, DateTimeOffset now)
    {
        var item = request.Item;
        var opened = CaseLifecycle.Open(
            assignment.Agent.Id, assignment.StandIn?.Id, item.PromisedLimit ?? item.LegalLimit, item.VillageHandling == VillageHandling.Direct,
            CaseActor.Resident(request.ConversationId), now, calendar, options.Value.Rules);
        var blank = new CaseRow
        {
            Reference = reference.Value,
            OriginKey = request.OriginKey,
            ItemCode = item.Code,
            ItemVersion = request.ItemVersion,
            ItemName = item.Name,
            ItemNameEn = item.NameEn,
            RegionCode = request.RegionCode,
            TownshipCode = request.RegionCode[..9],
            CountyCode = request.RegionCode[..6],
            RegionName = request.RegionName,
            ResidentName = request.ResidentName,
            Phone = request.Phone is null ? null : sealing.Seal(request.Phone),
            PhoneMasked = request.Phone is null ? null : Masked(request.Phone),
            ResidentId = request.ResidentId is null ? null : sealing.Seal(request.ResidentId),
            ResidentIdMasked = request.ResidentId is null ? null : Masked(request.ResidentId),
            ConversationId = request.ConversationId,
            Channel = request.Channel,
            Materials = JsonSerializer.Serialize(item.Materials.Select(material => material.Name)),
            Answers = sealing.Seal(JsonSerializer.Serialize(request.Answers)),
            Authorisation = sealing.Seal(request.Authorisation),
            AuthorisationHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.Authorisation))),
            OpenedAt = now,
            ChangedAt = now,
            ProxyAgentId = assignment.Agent.Id,
            State = CaseState.Authorised,
            Facts = "",
            LastHash = "",
            Version = 0,
        };
        return Change(null, blank, opened, now);
    }

    public CasePrepared Change(CaseRow row, CaseCommand command, CaseActor actor, DateTimeOffset now) =>
        CaseLifecycle.Decide(row.ReadFacts(), command, actor, now, calendar, options.Value.Rules) switch
        {
            CaseDecision.Accepted accepted => new CasePrepared.Ready(Change(row, row, accepted, now)),
            CaseDecision.Refused refused => new CasePrepared.Refused(refused.Reason),
            var other => throw new InvalidOperationException(other.GetType().Name),
        };

    private CaseChange Change(CaseRow? before, CaseRow row, CaseDecision.Accepted decided, DateTimeOffset now)
    {
        var events = new List<CaseEventRow>();
        foreach (var happened in decided.Events)
            events.Add(CaseLedger.Link(row.Reference, happened, events.LastOrDefault()?.Hash ?? row.LastHash));
        var after = row.After(decided.Facts, now, events[^1].Hash);
        return new CaseChange
        {
            Before = before,
            After = after,
            Events = decided.Events,
            EventRows = events,
            Letters = [.. notices.For(before, after, decided.Events)],
        };
    }

    /// <summary>A number of an unusual shape is starred to its last two digits.</summary>
    private static string Masked(string number) =>
        Redaction.Mask(number) is var masked && masked != number ? masked : new string('*', Math.Max(number.Length - 2, 0)) + number[Math.Max(number.Length - 2, 0)..];
}

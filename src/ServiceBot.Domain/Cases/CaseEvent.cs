using System.Text.Json.Serialization;
using ServiceBot.Domain.Catalog;

namespace ServiceBot.Domain.Cases;

/// <summary>
/// Something that happened to an errand, never changed afterwards. Folding the events of a case with <see cref="CaseLifecycle.Apply"/>
/// gives its facts again.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Opened), nameof(Opened))]
[JsonDerivedType(typeof(TakenOn), nameof(TakenOn))]
[JsonDerivedType(typeof(Offered), nameof(Offered))]
[JsonDerivedType(typeof(OfferTakenBack), nameof(OfferTakenBack))]
[JsonDerivedType(typeof(Assigned), nameof(Assigned))]
[JsonDerivedType(typeof(MaterialsAsked), nameof(MaterialsAsked))]
[JsonDerivedType(typeof(MaterialsComplete), nameof(MaterialsComplete))]
[JsonDerivedType(typeof(HandedIn), nameof(HandedIn))]
[JsonDerivedType(typeof(AcceptedByAuthority), nameof(AcceptedByAuthority))]
[JsonDerivedType(typeof(RefusedByAuthority), nameof(RefusedByAuthority))]
[JsonDerivedType(typeof(ReviewBegun), nameof(ReviewBegun))]
[JsonDerivedType(typeof(Suspended), nameof(Suspended))]
[JsonDerivedType(typeof(Resumed), nameof(Resumed))]
[JsonDerivedType(typeof(Extended), nameof(Extended))]
[JsonDerivedType(typeof(Decided), nameof(Decided))]
[JsonDerivedType(typeof(Completed), nameof(Completed))]
[JsonDerivedType(typeof(Delivered), nameof(Delivered))]
[JsonDerivedType(typeof(Archived), nameof(Archived))]
[JsonDerivedType(typeof(Withdrawn), nameof(Withdrawn))]
[JsonDerivedType(typeof(Returned), nameof(Returned))]
[JsonDerivedType(typeof(Terminated), nameof(Terminated))]
[JsonDerivedType(typeof(Reopened), nameof(Reopened))]
[JsonDerivedType(typeof(Rated), nameof(Rated))]
[JsonDerivedType(typeof(Noted), nameof(Noted))]
[JsonDerivedType(typeof(MessageLeft), nameof(MessageLeft))]
public abstract record CaseEvent
{
    private CaseEvent()
    {
    }

    /// <summary>1, 2, 3… within the case, without a gap.</summary>
    public int Number { get; init; }
    public DateTimeOffset At { get; init; }
    public CaseActor By { get; init; } = new(CaseActorKind.None, "");
    /// <summary>The state after it.</summary>
    public CaseState State { get; init; }
    /// <summary>The clocks after it.</summary>
    public CaseClocks Clocks { get; init; } = CaseClocks.Stopped;

    /// <summary>Shown on her own timeline.</summary>
    [JsonIgnore]
    public virtual bool ForResident => true;

    public sealed record Opened(string OwnerId, string? StandInId, TimeLimit? Limit, bool EndsInVillage) : CaseEvent;

    public sealed record TakenOn(string OwnerId, string? StandInId) : CaseEvent;

    public sealed record Offered(string ToId, string Reason) : CaseEvent
    {
        public override bool ForResident => false;
    }

    public sealed record OfferTakenBack : CaseEvent
    {
        public override bool ForResident => false;
    }

    public sealed record Assigned(string OwnerId, string? StandInId, string Reason) : CaseEvent;

    /// <param name="Breach">Something on it should have been on the first list.</param>
    public sealed record MaterialsAsked(IReadOnlyList<string> Materials, string? Note, bool Breach) : CaseEvent;

    public sealed record MaterialsComplete : CaseEvent;

    public sealed record HandedIn(string? Body) : CaseEvent;

    public sealed record AcceptedByAuthority(DateOnly On) : CaseEvent;

    public sealed record RefusedByAuthority(string Reason) : CaseEvent;

    public sealed record ReviewBegun : CaseEvent;

    public sealed record Suspended(string Reason, int ExpectedDays) : CaseEvent;

    public sealed record Resumed : CaseEvent;

    public sealed record Extended(int Days, string Reason) : CaseEvent;

    public sealed record Decided(bool Granted, string? Text) : CaseEvent;

    public sealed record Completed(string Result) : CaseEvent;

    public sealed record Delivered : CaseEvent;

    public sealed record Archived : CaseEvent
    {
        public override bool ForResident => false;
    }

    public sealed record Withdrawn(string? Reason) : CaseEvent;

    public sealed record Returned(string Reason) : CaseEvent;

    public sealed record Terminated(string Reason) : CaseEvent;

    public sealed record Reopened(string Reason) : CaseEvent;

    public sealed record Rated(int Stars, string? Comment) : CaseEvent;

    public sealed record Noted(string Text) : CaseEvent
    {
        public override bool ForResident => false;
    }

    public sealed record MessageLeft(string Text) : CaseEvent;
}

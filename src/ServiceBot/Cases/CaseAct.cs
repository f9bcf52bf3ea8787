using ServiceBot.Domain.Cases;

namespace ServiceBot.Cases;

/// <summary>An act on an errand.</summary>
/// <param name="ExpectedVersion">What the actor saw; null: whatever it is now, decided again when somebody was faster.</param>
internal sealed record CaseAct(string Reference, CaseCommand Command, CaseActor Actor, long? ExpectedVersion = null);

/// <summary>What became of it.</summary>
internal abstract record CaseOutcome
{
    private CaseOutcome()
    {
    }

    /// <summary>On disk, letters in the outbox.</summary>
    internal sealed record Done(CaseRow Case, IReadOnlyList<CaseEvent> Events) : CaseOutcome;

    /// <param name="Reason">One of <see cref="CaseRefusals"/>, which are text ids.</param>
    internal sealed record Refused(string Reason) : CaseOutcome;
}

/// <summary>An act decided and not yet written, for a turn that writes it together with its reply.</summary>
internal abstract record CasePrepared
{
    private CasePrepared()
    {
    }

    internal sealed record Ready(CaseChange Change) : CasePrepared;

    /// <param name="Reason">One of <see cref="CaseRefusals"/>, which are text ids.</param>
    internal sealed record Refused(string Reason) : CasePrepared;
}

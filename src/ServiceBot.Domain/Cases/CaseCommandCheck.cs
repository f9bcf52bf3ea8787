using ServiceBot.Domain.Calendar;

namespace ServiceBot.Domain.Cases;

/// <summary>Whether a command is complete in itself: texts that are owed, lengths, ranges.</summary>
internal static class CaseCommandCheck
{
    /// <summary>One of <see cref="CaseRefusals"/>, or null.</summary>
    public static string? Fault(CaseFacts facts, CaseCommand command, CaseActor actor, DateTimeOffset now) => command switch
    {
        CaseCommand.HandToStandIn when facts.StandInId is null => CaseRefusals.NoStandIn,
        CaseCommand.HandToStandIn when facts.OfferedToId is not null => CaseRefusals.NotNow,
        CaseCommand.HandToStandIn hand => Needed(hand.Reason, CaseRefusals.ReasonNeeded),
        CaseCommand.Assign assign when assign.OwnerId.Length == 0 => CaseRefusals.NotFound,
        CaseCommand.Assign assign => Needed(assign.Reason, CaseRefusals.ReasonNeeded),
        CaseCommand.Supplement ask => Materials(ask.Materials) ?? Optional(ask.Note),
        CaseCommand.Submit submit => Optional(submit.Body),
        CaseCommand.AuthorityAccepted { On: { } on } when on > Deadline.DayOf(now) => CaseRefusals.DateInFuture,
        CaseCommand.AuthorityRefused refused => Needed(refused.Reason, CaseRefusals.ReasonNeeded),
        CaseCommand.Suspend { ExpectedDays: < 1 or > 366 } => CaseRefusals.DaysOutOfRange,
        CaseCommand.Suspend suspend => Needed(suspend.Reason, CaseRefusals.ReasonNeeded),
        CaseCommand.Extend when facts.Extended => CaseRefusals.AlreadyExtended,
        CaseCommand.Extend when facts.Clocks.AuthorityDue is null => CaseRefusals.NotNow,
        CaseCommand.Extend { Days: < 1 or > 366 } => CaseRefusals.DaysOutOfRange,
        CaseCommand.Extend extend => Needed(extend.Reason, CaseRefusals.ReasonNeeded),
        CaseCommand.Decide decide => Optional(decide.Text),
        CaseCommand.Complete complete => Needed(complete.Result, CaseRefusals.ResultNeeded),
        CaseCommand.Withdraw withdraw => Optional(withdraw.Reason),
        CaseCommand.Return back => Needed(back.Reason, CaseRefusals.ReasonNeeded),
        CaseCommand.Terminate terminate => Needed(terminate.Reason, CaseRefusals.ReasonNeeded),
        CaseCommand.Reopen reopen => Needed(reopen.Reason, CaseRefusals.ReasonNeeded),
        CaseCommand.Rate when facts.Rating is not null => CaseRefusals.AlreadyRated,
        CaseCommand.Rate { Stars: < 1 or > 5 } => CaseRefusals.StarsOutOfRange,
        CaseCommand.Rate rate => Optional(rate.Comment),
        CaseCommand.AddNote note => Needed(note.Text, CaseRefusals.ReasonNeeded),
        CaseCommand.LeaveMessage message => Needed(message.Text, CaseRefusals.ReasonNeeded),
        _ => null,
    };

    private static string? Needed(string? text, string refusal) => string.IsNullOrWhiteSpace(text) ? refusal : Optional(text);

    private static string? Optional(string? text) => text?.Trim().Length > CaseRules.LongestText ? CaseRefusals.TooLong : null;

    private static string? Materials(IReadOnlyList<string> names)
    {
        if (names.All(string.IsNullOrWhiteSpace)) return CaseRefusals.MaterialsNeeded;
        return names.Count > CaseRules.MostMaterials || names.Any(name => name.Trim().Length > CaseRules.LongestMaterial) ? CaseRefusals.TooLong : null;
    }
}

namespace ServiceBot.Domain.Cases;

/// <summary>Why an act on an errand was refused. Each is the id of a text in <c>dialogs/texts/cases.yml</c>.</summary>
public static class CaseRefusals
{
    /// <summary>It is over for good.</summary>
    public const string Closed = "case_refused_closed";
    /// <summary>Not in this state.</summary>
    public const string NotNow = "case_refused_not_now";
    /// <summary>Somebody else answers for it.</summary>
    public const string NotYours = "case_refused_not_yours";
    /// <summary>Not for this kind of person at all.</summary>
    public const string NotForYou = "case_refused_not_for_you";
    public const string AlreadyYours = "case_refused_already_yours";
    public const string NoStandIn = "case_refused_no_stand_in";
    public const string ReasonNeeded = "case_refused_reason_needed";
    public const string ResultNeeded = "case_refused_result_needed";
    public const string MaterialsNeeded = "case_refused_materials_needed";
    public const string TooLong = "case_refused_too_long";
    public const string DaysOutOfRange = "case_refused_days_out_of_range";
    public const string DateInFuture = "case_refused_date_in_future";
    public const string AlreadyExtended = "case_refused_already_extended";
    public const string AlreadyRated = "case_refused_already_rated";
    public const string StarsOutOfRange = "case_refused_stars_out_of_range";
    /// <summary>No such case, or not one that this person may see.</summary>
    public const string NotFound = "case_refused_not_found";
    /// <summary>Somebody has changed it since it was shown.</summary>
    public const string Stale = "case_refused_stale";

    public static readonly IReadOnlyList<string> All =
    [
        Closed, NotNow, NotYours, NotForYou, AlreadyYours, NoStandIn, ReasonNeeded, ResultNeeded, MaterialsNeeded, TooLong, DaysOutOfRange,
        DateInFuture, AlreadyExtended, AlreadyRated, StarsOutOfRange, NotFound, Stale,
    ];
}

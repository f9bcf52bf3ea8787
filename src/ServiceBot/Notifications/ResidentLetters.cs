using ServiceBot.Cases;
using ServiceBot.Channels;
using ServiceBot.Domain.Cases;

namespace ServiceBot.Notifications;

/// <summary>What the resident hears of an event.</summary>
internal static class ResidentLetters
{
    /// <summary>Dialog that asks for the rating after 办结. Voluntary: she may leave it.</summary>
    public const string RatingDialog = "rating";

    /// <summary>What she must bring by then cannot wait for the morning.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromHours(36);

    private static readonly LetterChoice[] Stars = [.. Enumerable.Range(1, 5).Reverse().Select(stars => new LetterChoice($"{stars}", $"notice_stars_{stars}"))];

    /// <returns>Null where there is nothing to tell her.</returns>
    public static Letter? For(CaseEvent happened, CaseRow row, IReadOnlyDictionary<string, string> words)
    {
        var values = new Dictionary<string, string>(words);
        var text = happened switch
        {
            CaseEvent.TakenOn => "notice_case_taken_on",
            CaseEvent.Assigned => "notice_case_assigned",
            CaseEvent.MaterialsAsked asked => Asked(asked, values),
            CaseEvent.MaterialsComplete => "notice_case_materials_complete",
            CaseEvent.HandedIn => "notice_case_submitted",
            CaseEvent.AcceptedByAuthority => "notice_case_accepted",
            CaseEvent.RefusedByAuthority => "notice_case_refused",
            CaseEvent.ReviewBegun => "notice_case_in_progress",
            CaseEvent.Suspended suspended => With(values, "days", $"{suspended.ExpectedDays}", "notice_case_suspended"),
            CaseEvent.Resumed => "notice_case_resumed",
            CaseEvent.Extended extended => With(With(values, "days", $"{extended.Days}", values), "reason", extended.Reason, "notice_case_extended"),
            CaseEvent.Decided => "notice_case_decided",
            CaseEvent.Completed => "notice_case_completed",
            CaseEvent.Delivered => "notice_case_delivered",
            CaseEvent.Withdrawn => "notice_case_withdrawn",
            CaseEvent.Returned => "notice_case_returned",
            CaseEvent.Terminated => "notice_case_terminated",
            CaseEvent.Reopened => "notice_case_reopened",
            _ => null,
        };
        if (text is null) return null;
        var done = happened is CaseEvent.Completed && row.Rating is null;
        return new Letter
        {
            Text = text, Args = values, CaseReference = row.Reference, Choices = done ? Stars : [], StartDialog = done ? RatingDialog : null,
            Urgent = happened is CaseEvent.MaterialsAsked && row.ReadFacts().Clocks.WaitingUntil < happened.At + Soon,
        };
    }

    private static string Asked(CaseEvent.MaterialsAsked asked, Dictionary<string, string> values)
    {
        values["note"] = asked.Note ?? "";
        return "notice_case_materials_asked";
    }

    private static T With<T>(Dictionary<string, string> values, string name, string value, T result)
    {
        values[name] = value;
        return result;
    }
}

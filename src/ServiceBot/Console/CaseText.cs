using ServiceBot.Cases;
using ServiceBot.Domain.Cases;
using ServiceBot.Domain.Messaging;
using ServiceBot.Platform;

namespace ServiceBot.Console;

/// <summary>A case in the words of pages: state, lamp, due dates, events. Whatever people wrote is masked once more on its way to the screen.</summary>
internal sealed class CaseText(PageText page, TextBook texts, CaseWords words, Roster roster)
{
    public string State(CaseState state) => page["case_state_" + state.ToString().ToLowerInvariant()];

    public string Verb(CaseVerb verb) => page["console_verb_" + verb.ToString().ToLowerInvariant()];

    public string Lamp(Lamp lamp) => page["console_lamp_" + lamp.ToString().ToLowerInvariant()];

    public static string LampClass(Lamp lamp) => lamp.ToString().ToLowerInvariant();

    public string Day(DateTimeOffset moment) =>
        CaseWords.In(page.Locale, new Dictionary<string, string> { ["day"] = CaseWords.Day(moment) }, texts)["day"];

    /// <summary>What the agent owes now, in his words; what the resident is told of it speaks to her.</summary>
    public string ProxyDue(CaseFacts facts) => facts.Clocks switch
    {
        { WaitingUntil: { } until } => page["console_leg_waiting", ("day", Day(until))],
        { ProxyDue: { } due } clocks => page[
            "console_leg_" + clocks.Leg.ToString().ToLowerInvariant(),
            ("day", clocks.ProxyEstimated ? page["console_estimated", ("day", Day(due))] : Day(due))],
        _ => page[facts.State.IsOpen() ? "console_leg_done" : "case_due_over"],
    };

    public string AuthorityDue(CaseRow row, CaseFacts facts) => CaseWords.In(page.Locale, words.Of(row, facts), texts)["authority_due"];

    public string Next(CaseFacts facts) => page["console_next_" + facts.State.ToString().ToLowerInvariant()];

    public string AgentName(string proxyAgentId) => roster.Name(proxyAgentId).Name;

    public string Actor(CaseActor by) => by.Kind switch
    {
        CaseActorKind.ProxyAgent => AgentName(by.Id),
        CaseActorKind.Resident => page["console_resident"],
        CaseActorKind.Staff => page["console_staff"],
        _ => page["console_system"],
    };

    public string Event(CaseEvent happened) => page["console_event_" + happened.GetType().Name.ToLowerInvariant()];

    /// <summary>What was said with it: reason, result, papers. Null when nothing was.</summary>
    public string? Detail(CaseEvent happened) => happened switch
    {
        CaseEvent.TakenOn taken => AgentName(taken.OwnerId),
        CaseEvent.Offered offered => Join(AgentName(offered.ToId), offered.Reason),
        CaseEvent.Assigned assigned => Join(AgentName(assigned.OwnerId), assigned.Reason),
        CaseEvent.MaterialsAsked asked => Join(
            string.Join(CaseWords.Separator, asked.Materials), Join(asked.Note, asked.Breach ? page["console_second_ask"] : null)),
        CaseEvent.HandedIn handed => Mask(handed.Body),
        CaseEvent.AcceptedByAuthority accepted => PageText.Day(accepted.On),
        CaseEvent.RefusedByAuthority refused => Mask(refused.Reason),
        CaseEvent.Suspended suspended => Join(suspended.Reason, Days(suspended.ExpectedDays)),
        CaseEvent.Extended extended => Join(extended.Reason, Days(extended.Days)),
        CaseEvent.Decided decided => Join(page[decided.Granted ? "console_granted" : "console_not_granted"], decided.Text),
        CaseEvent.Completed completed => Mask(completed.Result),
        CaseEvent.Withdrawn withdrawn => Mask(withdrawn.Reason),
        CaseEvent.Returned returned => Mask(returned.Reason),
        CaseEvent.Terminated terminated => Mask(terminated.Reason),
        CaseEvent.Reopened reopened => Mask(reopened.Reason),
        CaseEvent.Rated rated => Join(page["console_stars", ("stars", PageText.Number(rated.Stars))], rated.Comment),
        CaseEvent.Noted noted => Mask(noted.Text),
        CaseEvent.MessageLeft left => Mask(left.Text),
        _ => null,
    };

    /// <summary>What she told beyond what the page shows of her anyway.</summary>
    public static IEnumerable<CaseAnswer> FurtherAnswers(CaseRow row, IEnumerable<CaseAnswer> answers) =>
        answers.Where(answer => answer.Value != row.ResidentName && answer.Value != row.RegionName && Mask(answer.Value) != row.PhoneMasked && Mask(answer.Value) != row.ResidentIdMasked);

    public static string? Mask(string? text) => text is null ? null : Redaction.Mask(text);

    private string Days(int days) => page["console_working_days", ("days", PageText.Number(days))];

    private static string? Join(string? first, string? second) =>
        Mask(string.IsNullOrEmpty(first) ? second : string.IsNullOrEmpty(second) ? first : first + " \u00b7 " + second);
}

using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using ServiceBot.Cases;
using ServiceBot.Catalog.Regions;
using ServiceBot.Channels;
using ServiceBot.Domain.Calendar;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Notifications;
using ServiceBot.Platform;

namespace ServiceBot.Conversations.People;

/// <summary>
/// Makes the task when a person is needed: on duty in her village by the rota, the stand-in beside him, with her draft attached. In
/// office hours she is handed over at once; outside them she is told by when somebody gets in touch, and the bot stays with her.
/// </summary>
internal sealed class PersonCall(
    Roster roster, RegionBook regions, DialogBook book, LetterBox box, Sealing sealing, TextBook texts, WorkingCalendar calendar, IOptions<PeopleOptions> options)
{
    private readonly OfficeHours _hours = options.Value.Hours(calendar);

    /// <param name="key">Unique for the message that asked.</param>
    /// <param name="state">Of the conversation before the message.</param>
    /// <param name="instance">What she was filling in.</param>
    public PersonCalled Call(string key, string reason, ConversationRow conversation, ConversationState state, DialogInstance instance, DateTimeOffset now)
    {
        var draft = DraftOf(state, instance);
        var region = Given(state, instance, "region")?.Value ?? "";
        var assignment = region.Length == 0 ? null : roster.Assign(region, Deadline.DayOf(now));
        var row = new PersonRequestRow
        {
            Key = key,
            ConversationId = conversation.Id,
            RegionCode = region,
            Reason = reason,
            ProxyAgentId = assignment?.Agent.Id,
            StandInId = assignment?.StandIn?.Id,
            Draft = sealing.Seal(JsonSerializer.Serialize(draft, JsonSerializerOptions.Web)),
            AskedAt = now,
            DueAt = _hours.After(now, options.Value.AnswerWithin),
            Version = 1,
        };
        var letters = assignment is null ? [] : new[] { box.Post(assignment.Agent.ConversationId, $"person/{key}/agent", ToAgent(row, draft, "notice_person_wanted"), now) };
        return new PersonCalled(row, letters, Values(row, assignment?.Agent, state.Locale), _hours.IsOpen(now) ? null : row.DueAt);
    }

    /// <summary>The promise again, without another task.</summary>
    public PersonCalled Again(ConversationState state, DialogInstance instance, DateTimeOffset by, DateTimeOffset now)
    {
        var region = Given(state, instance, "region")?.Value;
        var agent = region is null ? null : roster.Assign(region, Deadline.DayOf(now))?.Agent;
        return new PersonCalled(null, [], Values(by, agent, state.Locale), by);
    }

    /// <summary>What the agent reads: who, where, which number, what she had filled in, by when.</summary>
    public static Letter ToAgent(PersonRequestRow row, PersonDraft draft, string text) => new()
    {
        Text = text,
        Args = new Dictionary<string, string>
        {
            ["resident"] = draft.Name ?? CaseWords.Text("person_unnamed"),
            ["phone"] = draft.Phone ?? CaseWords.Text("person_no_phone"),
            ["region"] = draft.Region ?? CaseWords.Text("person_no_region"),
            ["why"] = CaseWords.Text(ReasonText(row.Reason)),
            ["draft"] = draft.Lines.Count == 0 ? CaseWords.Text("person_no_draft") : string.Join('\n', draft.Lines.Select(line => $"{line.Label}: {line.Value}")),
            ["day"] = CaseWords.Day(row.DueAt),
            ["time"] = Time(row.DueAt),
        },
    };

    /// <summary>Text id that says why a person is needed.</summary>
    public static string ReasonText(string reason) => reason is "asked" or "misses" or "clarify" or "attempts" ? "person_why_" + reason : "person_why_urgent";

    private Dictionary<string, string> Values(PersonRequestRow row, ProxyAgent? agent, string locale) => Values(row.DueAt, agent, locale);

    private Dictionary<string, string> Values(DateTimeOffset by, ProxyAgent? agent, string locale)
    {
        var words = new Dictionary<string, string> { ["day"] = CaseWords.Day(by), ["time"] = Time(by) };
        return new Dictionary<string, string>
        {
            ["who"] = agent is null
                ? texts.Render("person_staff", locale)
                : texts.Render("person_agent", locale, new Dictionary<string, string> { ["name"] = agent.Name, ["post"] = agent.Post, ["phone"] = agent.Phone }),
            ["when"] = CaseWords.Render(texts, "person_when", locale, words),
        };
    }

    private PersonDraft DraftOf(ConversationState state, DialogInstance instance)
    {
        var dialog = book.Find(instance.Dialog);
        var lines = new List<PersonDraftLine>();
        foreach (var slot in dialog?.Slots ?? [])
            if (instance.Answers.TryGetValue(slot.Name, out var entry) && !entry.Skipped)
                lines.Add(new PersonDraftLine(slot.Label.In(state.Locale), TextValues.Shown(slot, entry, state.Locale)));
        var name = TurnFacts.PrincipalOf(instance);
        return new PersonDraft(
            name.Length == 0 ? null : name,
            Given(state, instance, "phone")?.Shown,
            Given(state, instance, "region") is { } region && regions.Get(region.Value) is not null ? regions.Path(region.Value) : null,
            instance.Item,
            lines);
    }

    private static SlotValue? Given(ConversationState state, DialogInstance instance, string slot) =>
        instance.Answers.TryGetValue(slot, out var entry) && !entry.Skipped ? entry.Value : state.Profile.GetValueOrDefault(slot);

    private static string Time(DateTimeOffset moment) => moment.ToOffset(Deadline.Zone).ToString("HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>A person was called for.</summary>
/// <param name="Row">Null where a standing promise was repeated.</param>
/// <param name="Values">For the texts she reads: <c>who</c>, <c>when</c>.</param>
/// <param name="Promised">Null when somebody is there now.</param>
internal sealed record PersonCalled(PersonRequestRow? Row, IReadOnlyList<OutboxRow> Letters, IReadOnlyDictionary<string, string> Values, DateTimeOffset? Promised);

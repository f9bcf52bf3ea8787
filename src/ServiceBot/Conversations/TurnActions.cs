using System.Globalization;
using ServiceBot.Cases;
using ServiceBot.Catalog;
using ServiceBot.Catalog.Regions;
using ServiceBot.Channels;
using ServiceBot.Conversations.Linking;
using ServiceBot.Conversations.People;
using ServiceBot.Data;
using ServiceBot.Domain.Cases;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Platform;

namespace ServiceBot.Conversations;

/// <summary>
/// What the dialogs of one turn have done: rows that the turn's unit takes. Nothing waits here and nothing is true before the commit.
/// </summary>
internal sealed class TurnActions(
    ITurnPast past, StatusTexts status, TextBook texts, CatalogBook catalog, RegionBook regions, DialogBook book, TurnFacts facts, PersonCall people,
    LinkActs links, Warm before, DateTimeOffset now, DateOnly today, IReadOnlyList<CaseRow> cases) : IDialogActions
{
    private readonly List<CaseChange> _changes = [];
    private readonly List<PersonCalled> _calls = [];

    private ConversationRow Row => before.Row;

    private string Locale => before.State.Locale;

    public IReadOnlyList<CaseChange> Changes => _changes;

    public ActionResult Execute(string action, string key, DialogInstance instance, IReadOnlyDictionary<string, string> with) => action switch
    {
        "case.create" => Create(key, instance),
        "case.rate" => Act(with, new CaseCommand.Rate(int.Parse(TurnFacts.Answer(instance, "stars")!, CultureInfo.InvariantCulture))),
        "case.message" => Act(with, new CaseCommand.LeaveMessage(with["text"])),
        "case.withdraw" => Act(with, new CaseCommand.Withdraw(NullIfEmpty(with.GetValueOrDefault("reason")))),
        "case.change" => Change(instance, with),
        "handoff" => Call(key, instance, with),
        "link" or "unlink" or "prefer" or "draft.take" => links.Execute(action, with),
        _ => throw new InvalidOperationException($"Dialog {instance.Dialog} asks for the unknown action {action}; lint should have said so."),
    };

    public void AddTo(CommitUnit unit)
    {
        foreach (var change in _changes) change.AddTo(unit);
        links.AddTo(unit);
        foreach (var call in _calls)
        {
            if (call.Row is { } row) unit.Insert(row);
            foreach (var letter in call.Letters) unit.Insert(letter);
        }
    }

    /// <summary>Whom to wake when it is committed.</summary>
    public IReadOnlyList<string> Recipients =>
        [.. _changes.SelectMany(change => change.Recipients).Concat(_calls.SelectMany(call => call.Letters).Select(letter => letter.Recipient)).Concat(links.Recipients).Distinct()];

    private ActionResult Call(string key, DialogInstance instance, IReadOnlyDictionary<string, string> with)
    {
        var call = with["again"].Length > 0 && before.State.PersonBy is { } by
            ? people.Again(before.State, instance, by, now)
            : people.Call(key, with["reason"], Row, before.State, instance, now);
        _calls.Add(call);
        return new ActionResult(call.Values) { PersonBy = call.Promised };
    }

    private ActionResult Create(string key, DialogInstance instance)
    {
        if (instance.Item is null || catalog.FindOpen(instance.Item, today) is not { } entry) return Refused("item_gone");
        if (TurnFacts.Answer(instance, "region") is not { } region || regions.Get(region) is null) return Refused("region_unknown");
        if (links.Submit(instance) is { } moved) return Refused(moved);
        var change = past.Open(
            new OpenCase
            {
                OriginKey = key,
                Item = entry.Item,
                ItemVersion = entry.Version,
                RegionCode = region,
                RegionName = regions.Path(region),
                ResidentName = TurnFacts.Answer(instance, "applicant_name") ?? TurnFacts.PrincipalOf(instance),
                Phone = TurnFacts.Answer(instance, "phone"),
                ResidentId = TurnFacts.Answer(instance, "applicant_id"),
                ConversationId = Row.Id,
                Channel = Row.Channel,
                Answers = Answers(instance),
                Authorisation = facts.AuthorisationOf(instance, Locale) ?? "",
            },
            now);
        _changes.Add(change);
        var words = status.Args(change.After, Locale);
        return new ActionResult(new Dictionary<string, string>
        {
            ["reference"] = change.After.Reference,
            ["agent_name"] = words["owner"],
            ["agent_phone"] = words["phone"],
            ["proxy_due"] = words["proxy_day"],
            ["authority_due"] = words["authority_due"],
        });
    }

    private ActionResult Act(IReadOnlyDictionary<string, string> with, CaseCommand command)
    {
        var row = _changes.LastOrDefault(change => change.After.Reference == with["case"])?.After ?? cases.FirstOrDefault(candidate => candidate.Reference == with["case"]);
        if (row is null) return Refused(CaseRefusals.NotFound);
        switch (past.Decide(row, command, CaseActor.Resident(Row.Id), now))
        {
            case CasePrepared.Ready ready:
                _changes.Add(ready.Change);
                return new ActionResult(new Dictionary<string, string> { ["reference"] = row.Reference });
            case CasePrepared.Refused refused:
                return Refused(refused.Reason);
            default:
                throw new InvalidOperationException("A decision is ready or refused.");
        }
    }

    /// <summary>A correction after the case exists goes to its agent as a message of hers.</summary>
    private ActionResult Change(DialogInstance instance, IReadOnlyDictionary<string, string> with)
    {
        if (!instance.Effects.TryGetValue("create.reference", out var reference)) return Refused("no_case");
        var text = texts.Render("change_request", Locale, with);
        return Act(new Dictionary<string, string> { ["case"] = reference }, new CaseCommand.LeaveMessage(text));
    }

    /// <summary>In the order of the dialog's slots, as read back to her; what she could not answer is at the end.</summary>
    private List<CaseAnswer> Answers(DialogInstance instance)
    {
        var answers = new List<CaseAnswer>();
        foreach (var slot in book.Find(instance.Dialog)?.Slots ?? [])
            if (instance.Answers.TryGetValue(slot.Name, out var entry) && !entry.Skipped)
                answers.Add(new CaseAnswer(slot.Label.In(Locale), TextValues.Shown(slot, entry, Locale)));
        foreach (var slot in book.Find(instance.Dialog)?.LeftIn(instance) ?? []) answers.Add(new CaseAnswer(slot.Label.In(Locale), texts.Render("left_to_staff", Locale)));
        return answers;
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static ActionResult Refused(string text) => new(new Dictionary<string, string>(), text);
}

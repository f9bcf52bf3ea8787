using System.Globalization;
using ServiceBot.Cases;
using ServiceBot.Catalog;
using ServiceBot.Catalog.Regions;
using ServiceBot.Channels;
using ServiceBot.Data;
using ServiceBot.Domain.Cases;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Platform;

namespace ServiceBot.Conversations;

/// <summary>
/// What the dialogs of one turn have done: rows that the turn's unit takes. Nothing waits here and nothing is true before the commit.
/// </summary>
internal sealed class TurnActions(
    CaseDesk desk, StatusTexts status, TextBook texts, CatalogBook catalog, RegionBook regions, DialogBook book, TurnFacts facts,
    ConversationRow conversation, string locale, DateTimeOffset now, DateOnly today, IReadOnlyList<CaseRow> cases) : IDialogActions
{
    private readonly List<CaseChange> _changes = [];

    public IReadOnlyList<CaseChange> Changes => _changes;

    public ActionResult Execute(string action, string key, DialogInstance instance, IReadOnlyDictionary<string, string> with) => action switch
    {
        "case.create" => Create(key, instance),
        "case.rate" => Act(with, new CaseCommand.Rate(int.Parse(TurnFacts.Answer(instance, "stars")!, CultureInfo.InvariantCulture))),
        "case.message" => Act(with, new CaseCommand.LeaveMessage(with["text"])),
        "case.withdraw" => Act(with, new CaseCommand.Withdraw(NullIfEmpty(with.GetValueOrDefault("reason")))),
        "case.change" => Change(instance, with),
        "handoff" => new ActionResult(new Dictionary<string, string>()),
        _ => throw new InvalidOperationException($"Dialog {instance.Dialog} asks for the unknown action {action}; lint should have said so."),
    };

    public void AddTo(CommitUnit unit)
    {
        foreach (var change in _changes) change.AddTo(unit);
    }

    private ActionResult Create(string key, DialogInstance instance)
    {
        if (instance.Item is null || catalog.FindOpen(instance.Item, today) is not { } entry) return Refused("item_gone");
        if (TurnFacts.Answer(instance, "region") is not { } region || regions.Get(region) is null) return Refused("region_unknown");
        var change = desk.Open(
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
                ConversationId = conversation.Id,
                Channel = conversation.Channel,
                Answers = Answers(instance),
                Authorisation = facts.AuthorisationOf(instance, locale) ?? "",
            },
            now);
        _changes.Add(change);
        var words = status.Args(change.After, locale);
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
        switch (desk.Decide(row, command, CaseActor.Resident(conversation.Id)))
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
        var text = texts.Render("change_request", locale, with);
        return Act(new Dictionary<string, string> { ["case"] = reference }, new CaseCommand.LeaveMessage(text));
    }

    /// <summary>In the order of the dialog's slots, as read back to her.</summary>
    private List<CaseAnswer> Answers(DialogInstance instance)
    {
        var answers = new List<CaseAnswer>();
        foreach (var slot in book.Find(instance.Dialog)?.Slots ?? [])
            if (instance.Answers.TryGetValue(slot.Name, out var entry) && !entry.Skipped)
                answers.Add(new CaseAnswer(slot.Label.In(locale), TextValues.Shown(slot, entry, locale)));
        return answers;
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static ActionResult Refused(string text) => new(new Dictionary<string, string>(), text);
}

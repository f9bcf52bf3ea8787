using ServiceBot.Cases;
using ServiceBot.Domain.Cases;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Platform;

namespace ServiceBot.Conversations;

/// <summary>What an agent is told in his own chat. A menu offers only what is possible now.</summary>
internal sealed class AgentReplies(TextBook texts, CaseWords words, Roster roster, CaseSeals seals)
{
    public Reply Welcome(string proxyAgentId, string locale) =>
        new(texts.Render("agent_welcome", locale, new Dictionary<string, string> { ["name"] = roster.Name(proxyAgentId).Name }), [], "agent_welcome");

    public Reply Plain(string id, string locale) => Reply.Plain(texts.Render(id, locale), id);

    public Reply List(IReadOnlyList<(CaseRow Row, Lamp Lamp)> errands, string locale)
    {
        var lines = errands.Select((errand, index) =>
        {
            var values = words.Of(errand.Row);
            values["number"] = $"{index + 1}";
            values["lamp"] = CaseWords.Text("agent_lamp_" + errand.Lamp.ToString().ToLowerInvariant());
            return CaseWords.Render(texts, "agent_list_line", locale, values);
        });
        var args = new Dictionary<string, string> { ["count"] = $"{errands.Count}", ["lines"] = string.Join('\n', lines) };
        return new Reply(texts.Render("agent_list", locale, args), [.. errands.Select((errand, index) => new SayChoice($"{index + 1}", $"{index + 1} {errand.Row.ItemName}"))], "agent_list");
    }

    /// <summary>A text about one errand, with the menu of what he may do with it now.</summary>
    public Reply About(string id, string proxyAgentId, CaseRow row, string locale, string? before = null)
    {
        var facts = row.ReadFacts();
        var allowed = CaseLifecycle.Allowed(facts, CaseActor.ProxyAgent(proxyAgentId));
        string[] labels = [.. AgentMenu.Numbers.Where(pair => allowed.Contains(pair.Verb)).Select(pair => texts.Render(AgentMenu.LabelText(pair.Verb), locale))];
        var values = Values(row, facts);
        values["menu"] = labels.Length == 0
            ? texts.Render("agent_menu_none", locale)
            : texts.Render("agent_menu", locale, new Dictionary<string, string> { ["verbs"] = string.Join(texts.Render("agent_menu_gap", locale), labels) });
        var text = CaseWords.Render(texts, id, locale, values);
        return new Reply(before is null ? text : $"{before}\n{text}", [.. labels.Select(label => new SayChoice(label, label))], id, row.Reference);
    }

    /// <summary>A refusal, then the errand as it is.</summary>
    public Reply Refused(string reason, string proxyAgentId, CaseRow row, string locale) =>
        About("agent_case", proxyAgentId, row, locale, texts.Render(reason, locale)) with { Told = reason };

    public Reply AskMaterials(CaseRow row, string locale, int wrong = 0)
    {
        var values = Values(row, row.ReadFacts());
        var papers = row.ReadMaterials();
        values["lines"] = string.Join('\n', papers.Select((name, index) =>
            texts.Render("agent_materials_line", locale, new Dictionary<string, string> { ["number"] = $"{index + 1}", ["name"] = name })));
        var text = CaseWords.Render(texts, papers.Count == 0 ? "agent_ask_materials_free" : "agent_ask_materials", locale, values);
        if (wrong != 0) text = texts.Render("agent_wrong_paper", locale, new Dictionary<string, string> { ["number"] = $"{wrong}" }) + "\n" + text;
        return new Reply(text, [], "agent_ask_materials", row.Reference);
    }

    public Reply Ask(string id, CaseRow row, string locale) =>
        new(CaseWords.Render(texts, id, locale, Values(row, row.ReadFacts())), [], id, row.Reference);

    private Dictionary<string, string> Values(CaseRow row, CaseFacts facts)
    {
        var values = words.Of(row, facts);
        var standIn = roster.Find(facts.StandInId);
        values["resident_phone"] = seals.Phone(row) ?? CaseWords.Text("notice_no_phone");
        values["papers"] = row.ReadMaterials() is { Count: > 0 } papers ? string.Join(CaseWords.Separator, papers) : CaseWords.Text("notice_no_papers");
        values["stand_in"] = standIn?.Name ?? CaseWords.Text("notice_no_stand_in");
        values["stand_in_phone"] = standIn?.Phone ?? "";
        return values;
    }
}

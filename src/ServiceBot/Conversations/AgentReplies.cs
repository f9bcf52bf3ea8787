using ServiceBot.Cases;
using ServiceBot.Domain.Cases;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Platform;

namespace ServiceBot.Conversations;

/// <summary>What an agent is told. A menu offers only what is possible now.</summary>
internal sealed class AgentReplies(TextBook texts, CaseWords words, Roster roster, CaseSeals seals)
{
    public Reply Welcome(string proxyAgentId, Voice voice) =>
        new(texts.Render("agent_welcome", voice.Locale, new Dictionary<string, string> { ["name"] = roster.Name(proxyAgentId).Name }), [], "agent_welcome");

    /// <summary>The first words on a line of his.</summary>
    public Reply LineMade(string proxyAgentId, Voice voice) =>
        Reply.Plain(texts.Render("line_made", voice.Locale, new Dictionary<string, string> { ["name"] = roster.Name(proxyAgentId).Name }, voice.Sms), "line_made");

    public Reply Plain(string id, Voice voice) => Reply.Plain(texts.Render(id, voice.Locale, null, voice.Sms), id);

    /// <summary>What may be replied, in a line of its own.</summary>
    public static string Menu(TextBook texts, Voice voice, IReadOnlyCollection<string> labels) => labels.Count == 0
        ? texts.Render("agent_menu_none", voice.Locale, null, voice.Sms)
        : texts.Render("agent_menu", voice.Locale, new Dictionary<string, string> { ["verbs"] = string.Join(texts.Render("agent_menu_gap", voice.Locale, null, voice.Sms), labels) }, voice.Sms);

    public Reply List(IReadOnlyList<(CaseRow Row, Lamp Lamp)> errands, Voice voice)
    {
        var lines = errands.Select((errand, index) =>
        {
            var values = words.Of(errand.Row);
            values["number"] = $"{index + 1}";
            values["lamp"] = CaseWords.Text("agent_lamp_" + errand.Lamp.ToString().ToLowerInvariant());
            return CaseWords.Render(texts, "agent_list_line", voice.Locale, values, voice.Sms);
        });
        var args = new Dictionary<string, string> { ["count"] = $"{errands.Count}", ["lines"] = string.Join('\n', lines) };
        return new Reply(texts.Render("agent_list", voice.Locale, args, voice.Sms), !voice.Buttons ? [] : [.. errands.Select((errand, index) => new SayChoice($"{index + 1}", $"{index + 1} {errand.Row.ItemName}"))], "agent_list");
    }

    /// <summary>A text about one errand, with the menu of what he may do with it now.</summary>
    public Reply About(string id, string proxyAgentId, CaseRow row, Voice voice, string? before = null)
    {
        var facts = row.ReadFacts();
        var allowed = CaseLifecycle.Allowed(facts, CaseActor.ProxyAgent(proxyAgentId));
        string[] labels = [.. AgentMenu.Numbers.Where(pair => allowed.Contains(pair.Verb)).Select(pair => texts.Render(AgentMenu.LabelText(pair.Verb), voice.Locale))];
        var values = Values(row, facts);
        values["menu"] = Menu(texts, voice, labels);
        var text = CaseWords.Render(texts, id, voice.Locale, values, voice.Sms);
        return new Reply(before is null ? text : $"{before}\n{text}", voice.Buttons ? [.. labels.Select(label => new SayChoice(label, label))] : [], id, row.Reference);
    }

    /// <summary>A refusal, then the errand as it is.</summary>
    public Reply Refused(string reason, string proxyAgentId, CaseRow row, Voice voice) =>
        About("agent_case", proxyAgentId, row, voice, texts.Render(reason, voice.Locale, null, voice.Sms)) with { Told = reason };

    public Reply AskMaterials(CaseRow row, Voice voice, int wrong = 0)
    {
        var values = Values(row, row.ReadFacts());
        var papers = row.ReadMaterials();
        values["lines"] = string.Join('\n', papers.Select((name, index) =>
            texts.Render("agent_materials_line", voice.Locale, new Dictionary<string, string> { ["number"] = $"{index + 1}", ["name"] = name }, voice.Sms)));
        var text = CaseWords.Render(texts, papers.Count == 0 ? "agent_ask_materials_free" : "agent_ask_materials", voice.Locale, values, voice.Sms);
        if (wrong != 0) text = texts.Render("agent_wrong_paper", voice.Locale, new Dictionary<string, string> { ["number"] = $"{wrong}" }) + "\n" + text;
        return new Reply(text, [], "agent_ask_materials", row.Reference);
    }

    public Reply Ask(string id, CaseRow row, Voice voice) =>
        new(CaseWords.Render(texts, id, voice.Locale, Values(row, row.ReadFacts()), voice.Sms), [], id, row.Reference);

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

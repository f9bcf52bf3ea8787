using System.Text.Encodings.Web;
using System.Text.Json;
using ServiceBot.Catalog;
using ServiceBot.Catalog.Search;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Llm;

/// <summary>Asks the model what a message means that no recogniser knew. It gets names of what retrieval found, and answers with a command.</summary>
internal sealed class Interpreter(
    ModelCalls calls, ModelMetrics metrics, PromptBook prompts, ProposalCheck check, PrivateWords privacy, Understander understander, CurrentCatalog catalog,
    QuestionReader reader, CatalogAnswers answers)
{
    public const string PromptId = "propose";
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private const string ProxyDialog = "proxy-request";
    private const int MostTargets = 8, MostNames = 3;

    /// <summary>True when the recognisers have nothing to say: no command, no value right or wrong, no answer in the catalog.</summary>
    public bool Abstained(IReadOnlyList<Command> commands, Heard heard, Expectation expectation) => commands switch
    {
        [Command.Unknown { Reason: "no_match" }] => true,
        [Command.Refuse refused] => expectation.Open is { } open && open.Name == refused.Slot && understander.Parsers.Read(heard, open) is Reading.Nothing,
        [Command.Ask { Item: null } ask] => answers.Compose(ask, heard.Said.Locale, heard.Said.Sms, heard.Said.Today, heard.Said.Region).Status == AnswerStatus.NoInfo,
        _ => false,
    };

    /// <summary>What retrieval finds, however weak: the only things the model may name.</summary>
    public IReadOnlyList<ProposalTarget> Targets(Heard heard)
    {
        var today = heard.Said.Today;
        var found = new List<ProposalTarget>();
        foreach (var candidate in reader.Read(heard.Raw, today, heard.Said.Region).About.Candidates)
        {
            if (found.Count == MostTargets) break;
            var key = $"c{found.Count + 1}";
            if (candidate.Kind == CandidateKind.Article) found.Add(new ProposalTarget(key, candidate.Id, candidate.Title, [], null));
            else if (catalog.Book.FindOpen(candidate.Id, today)?.Item is { } item)
                found.Add(new ProposalTarget(key, item.Code, (heard.English ? item.NameEn : item.ShortName) ?? item.Name, [.. item.ColloquialNames.Take(MostNames)], item.Dialog ?? ProxyDialog));
        }

        return found;
    }

    /// <param name="known">What she has told us, to be taken out of her words.</param>
    /// <param name="mayAnswer">See <see cref="ProposalCheck.Allowed"/>.</param>
    public async Task<Proposal> ProposeAsync(
        Heard heard, Expectation expectation, IReadOnlyList<ProposalTarget> targets, IEnumerable<(string, PrivateKind)> known, bool mayAnswer, CancellationToken box)
    {
        var masked = privacy.Mask(heard, known);
        var scene = new ProposalScene(heard, masked, expectation, targets, ProposalCheck.Allowed(expectation, targets.Count > 0 || expectation.FocusItem is not null, mayAnswer));
        var answer = await calls.AskAsync(prompts[PromptId], Inputs(scene, mayAnswer), box);
        var proposal = answer.Text is null ? Proposal.Refused(answer.Outcome)
            : ProposalReader.Read(answer.Text) is { } proposed ? check.Check(proposed, scene)
            : Proposal.Refused("not_readable");
        metrics.Became(PromptId, proposal.Result);
        return proposal;
    }

    private static Dictionary<string, string> Inputs(ProposalScene scene, bool mayAnswer)
    {
        var expectation = scene.Expectation;
        return new Dictionary<string, string>
        {
            ["commands"] = string.Join(", ", scene.Allowed),
            ["fields"] = string.Join(", ", Enum.GetNames<CatalogField>()),
            ["message"] = JsonSerializer.Serialize(scene.Masked.Text, Json),
            ["items"] = JsonSerializer.Serialize(scene.Targets.Select(target => new { id = target.Key, title = target.Title, also = target.OtherNames, request = target.Dialog is not null }), Json),
            ["open"] = JsonSerializer.Serialize(expectation.Open is { } open ? Slot(open, expectation) : null, Json),
            ["slots"] = JsonSerializer.Serialize(mayAnswer ? expectation.Slots.Select(slot => Slot(slot, expectation)) : [], Json),
        };
    }

    private static object Slot(SlotSpec slot, Expectation expectation) => new
    {
        slot = slot.Name,
        kind = slot.Type.ToString(),
        label = slot.Labels.Count > 0 ? slot.Labels[0] : slot.Name,
        choices = slot.Choices.Select(choice => choice.Label),
        answered = expectation.Answered.Contains(slot.Name),
        optional = slot.Optional,
    };
}

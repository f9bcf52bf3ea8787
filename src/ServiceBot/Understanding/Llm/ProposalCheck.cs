using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Understanding.Llm;

/// <summary>
/// The gate between what a model wrote and the closed set of commands. Never a yes or a no, never a confirmation, no opting out or in, no item
/// that retrieval did not find, no value that is not in her own words and good for the slot's parser.
/// </summary>
internal sealed class ProposalCheck(Understander understander, Vocabulary words)
{
    private readonly string[] _negations = words.Longest("model.negations");
    private static readonly char[] _clauseEnds = [',', ';', '.', '!', '?', '\u3002', '\u3001', '\n'];

    /// <summary>The names of commands that may be proposed here.</summary>
    /// <param name="mayAnswer">Every answer will be read back to her before anything is done with it.</param>
    public static IReadOnlyList<string> Allowed(Expectation expectation, bool hasTargets, bool mayAnswer)
    {
        var allowed = new List<string>();
        if (hasTargets) allowed.AddRange(["ask", "start", "clarify"]);
        if (mayAnswer && expectation.Slots.Count > 0) allowed.AddRange(expectation.AtReview ? ["correct"] : ["answer", "correct"]);
        if (expectation.Open is not null) allowed.AddRange(expectation.AtReview ? ["back", "repeat", "cancel"] : ["skip", "back", "repeat", "cancel"]);
        if (expectation.HasDrafts) allowed.Add("resume");
        allowed.AddRange(["status", "menu", "help", "human", "unknown"]);
        return allowed;
    }

    public Proposal Check(IReadOnlyList<ProposedCommand> proposed, ProposalScene scene)
    {
        var commands = new List<Command>();
        foreach (var one in proposed)
        {
            if (!scene.Allowed.Contains(one.Command)) return Proposal.Refused("not_allowed");
            if (proposed.Count > 1 && one.Command is not ("answer" or "correct")) return Proposal.Refused("too_many");
            if (one.Command == "unknown") return Proposal.Refused("unknown");
            if (Of(one, scene) is not { } command) return Proposal.Refused("wrong_" + one.Command);
            commands.Add(command);
        }

        return new Proposal(commands, "used");
    }

    private Command? Of(ProposedCommand one, ProposalScene scene) => one.Command switch
    {
        "ask" => Fields(one) is { } fields && Code(one.Item, scene) is { } code ? new Command.Ask(scene.Heard.Raw, code, fields) : null,
        "start" => Target(one.Item, scene) is { Dialog: { } dialog } item ? new Command.Start(scene.Expectation.AwaitingDialog ?? dialog, item.Code) : null,
        "clarify" => Clarify(one, scene),
        "answer" => Value(one, scene, answered: false) is var (slot, value) ? new Command.Answer(slot.Name, value, scene.Heard.Raw) : null,
        "correct" when one.Quote is null => scene.Expectation.Answered.Contains(one.Slot ?? "") ? new Command.Correct(one.Slot!, null, scene.Heard.Raw) : null,
        "correct" => Value(one, scene, answered: true) is var (slot, value) ? new Command.Correct(slot.Name, value, scene.Heard.Raw) : null,
        "skip" => new Command.Skip(),
        "back" => new Command.Back(),
        "repeat" => new Command.Repeat(),
        "cancel" => new Command.Cancel(),
        "resume" => new Command.Resume(),
        "status" => new Command.Status(),
        "menu" => new Command.Menu(),
        "help" => new Command.Help(),
        "human" => new Command.Human(),
        _ => null,
    };

    private static Command.Clarify? Clarify(ProposedCommand one, ProposalScene scene)
    {
        var targets = one.Items.Distinct().Select(key => Target(key, scene)).ToList();
        if (targets.Count is < 2 or > 3 || targets.Contains(null) || Fields(one) is not { } fields) return null;
        return new Command.Clarify([.. targets.Select(target => new LabelledCommand(target!.Title, new Command.Ask(scene.Heard.Raw, target.Code, fields)))]);
    }

    private static string? Code(string? key, ProposalScene scene) => key is null ? scene.Expectation.FocusItem : Target(key, scene)?.Code;

    private static ProposalTarget? Target(string? key, ProposalScene scene) => scene.Targets.FirstOrDefault(target => target.Key == key);

    private static List<CatalogField>? Fields(ProposedCommand one)
    {
        var fields = new List<CatalogField>();
        foreach (var name in one.Fields)
        {
            if (!name.All(char.IsAsciiLetter) || !Enum.TryParse<CatalogField>(name, ignoreCase: true, out var field)) return null;
            fields.Add(field);
        }

        return fields;
    }

    /// <summary>A quotation of hers that the slot's own parser takes.</summary>
    private (SlotSpec Slot, SlotValue Value)? Value(ProposedCommand one, ProposalScene scene, bool answered)
    {
        if (scene.Expectation.Slots.FirstOrDefault(slot => slot.Name == one.Slot) is not { } slot) return null;
        if (scene.Expectation.Answered.Contains(slot.Name) != answered || !MayBeQuoted(slot.Type) || one.Quote is null) return null;
        var quote = Ear.Even(scene.Masked.Restore(one.Quote));
        var at = quote.Length == 0 ? -1 : scene.Heard.Text.IndexOf(quote, StringComparison.Ordinal);
        if (at < 0 || !Words.IsWhole(scene.Heard.Text, at, quote.Length) || IsDenied(scene.Heard.Text, at, quote)) return null;
        return understander.Parsers.Read(understander.Hear(scene.Heard.Said with { Text = quote }), slot) is Reading.Found found ? (slot, found.Value) : null;
    }

    /// <summary>A part of a sentence turns a yes into a no and a missing paper into one that is there: those only she herself says.</summary>
    private static bool MayBeQuoted(SlotType type) =>
        type is not (SlotType.YesNo or SlotType.Materials or SlotType.Attachment or SlotType.Text);

    private bool IsDenied(string text, int at, string quote)
    {
        var start = at == 0 ? 0 : text.LastIndexOfAny(_clauseEnds, at - 1) + 1;
        var end = text.IndexOfAny(_clauseEnds, at + quote.Length);
        var around = text[start..at] + " " + text[(at + quote.Length)..(end < 0 ? text.Length : end)];
        return Words.Contains(around, _negations);
    }
}

/// <summary>All that a proposal is measured by.</summary>
/// <param name="Targets">What retrieval found.</param>
internal sealed record ProposalScene(Heard Heard, Masked Masked, Expectation Expectation, IReadOnlyList<ProposalTarget> Targets, IReadOnlyList<string> Allowed);

using Microsoft.Extensions.Options;
using ServiceBot.Cases;
using ServiceBot.Catalog;
using ServiceBot.Dialogs;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Platform;
using ServiceBot.Transcripts;
using ServiceBot.Understanding.Llm;

namespace ServiceBot.Conversations;

/// <summary>Says become replies: dialog texts from the renderer, facts from the catalog, cases from the case desk's own texts.</summary>
internal sealed class Rendering(
    SayRenderer renderer, CatalogAnswers catalog, CurrentCatalog current, ItemFacts facts, ITurnPast past, StatusTexts status, TextBook texts, IOptions<CatalogOptions> options)
{
    private const int MostCasesShown = 8;

    public async Task<(ConversationState State, IReadOnlyList<Reply> Replies)> RenderAsync(
        string conversationId, Decision decision, bool sms, bool numbered, DateOnly today, Wording? wording, CancellationToken cancellationToken)
    {
        var state = decision.State;
        var replies = new List<Reply>(decision.Says.Count);
        foreach (var say in decision.Says)
        {
            switch (say)
            {
                case Say.Text text:
                    var stated = new List<string>();
                    var rendered = renderer.Render(text, state.Locale, sms, (item, field) =>
                    {
                        stated.Add(field);
                        return facts.Find(item, field, state.Locale, today);
                    });
                    replies.Add(new Reply(rendered.Text, rendered.Choices, text.Id)
                    {
                        Answers = stated.Count > 0 && current.Book.FindOpen(text.Item!, today) is { } entry ? [Record(entry, stated)] : [],
                    });
                    break;
                case Say.Catalog question:
                    var answer = catalog.Compose(question.Question, state.Locale, sms, today, HerPlace.Of(state, options.Value.Region));
                    state = Focused(state, answer);
                    replies.Add(Worded(answer, wording, state));
                    break;
                case Say.CaseStatus asked:
                    replies.AddRange(await StatusAsync(conversationId, asked.Reference, state.Locale, sms, numbered, cancellationToken));
                    break;
                case Say.LastAgain:
                    replies.AddRange(await past.LastSaidAsync(conversationId, cancellationToken));
                    break;
            }
        }

        return (state, replies);
    }

    /// <summary>In the catalog's words, or in others around the same facts: then it says so, to her and to staff.</summary>
    private Reply Worded(ComposedAnswer answer, Wording? wording, ConversationState state)
    {
        var choices = state.Active is null ? Buttons(answer.Choices) : [];
        return wording?.For(answer) is { } text
            ? new Reply(text + "\n" + texts.Render("wording_label", state.Locale), choices, $"{Told(answer)}; wording: {wording.Prompt}") { Answers = [Record(answer)] }
            : new Reply(answer.Text, choices, Told(answer)) { Answers = [Record(answer)] };
    }

    /// <summary>"那要多久？" keeps the item; numbers and labels of the buttons stay good for the next message.</summary>
    private static ConversationState Focused(ConversationState state, ComposedAnswer answer)
    {
        if (answer.Item is not null) state = state with { FocusItem = answer.Item, FocusFields = answer.Fields };
        return state.Active is null && answer.Choices.Count > 0 ? state with { Menu = answer.Choices, MenuOffset = 0 } : state;
    }

    private static IReadOnlyList<SayChoice> Buttons(IReadOnlyList<LabelledCommand> choices) =>
        [.. choices.Select(choice => new SayChoice(choice.Label, choice.Label))];

    private static string Told(ComposedAnswer answer) => $"catalog {answer.Status}";

    /// <summary>Which facts an answer stated; of one that stated none, which item was asked for what.</summary>
    private AnswerRecord Record(ComposedAnswer answer) => new(
        AnswerRecord.StatusOf(answer.Status.ToString()),
        answer.Item ?? (answer.Citations.Count > 0 ? answer.Citations[0].Code : null),
        answer.Citations.Count > 0 ? answer.Citations[0].Version : answer.Item is { } code ? current.Book.Find(code)?.Version : null)
    {
        Facts = answer.Citations.Count == 0 ? null : Facts(answer.Citations.Select(citation => (citation.Field, citation.Hash))),
        Asked = answer.Fields.Count == 0 ? null : [.. answer.Fields.Select(field => field.ToString())],
    };

    /// <summary>A text of a dialog that states facts of the item.</summary>
    private static AnswerRecord Record(CatalogEntry entry, IEnumerable<string> fields) => new(AnswerRecord.InDialog, entry.Item.Code, entry.Version)
    {
        Facts = Facts(fields.Select(ItemFacts.FieldOf).Select(field => (field, FactHash.Of(entry.Item, field)))),
    };

    private static Dictionary<string, string> Facts(IEnumerable<(string Field, string Hash)> facts)
    {
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (field, hash) in facts) told[field] = hash;
        return told;
    }

    private async Task<IReadOnlyList<Reply>> StatusAsync(
        string conversationId, string? reference, string locale, bool sms, bool numbered, CancellationToken cancellationToken)
    {
        if (reference is not null)
        {
            var one = await past.CaseAsync(conversationId, reference, cancellationToken);
            return [one is null
                ? Reply.Plain(texts.Render("case_not_found", locale, new Dictionary<string, string> { ["reference"] = reference }), "case_not_found")
                : new Reply(status.Render(one, locale, sms), [], StatusTexts.One, one.Reference)];
        }

        var all = await past.CasesAsync(conversationId, cancellationToken);
        if (all.Count == 0) return [Reply.Plain(texts.Render("case_none", locale), "case_none")];
        if (all.Count == 1) return [new Reply(status.Render(all[0], locale, sms), [], StatusTexts.One, all[0].Reference)];
        var lines = all.Take(MostCasesShown).Select(row => status.Line(row, locale)).Prepend(texts.Render("case_list", locale));
        // Without buttons a number that she types may mean something else: the lines carry the case numbers.
        return [new Reply(string.Join('\n', lines), numbered ? [] : [.. all.Take(MostCasesShown).Select(row => new SayChoice(row.Reference, row.Reference))], "case_list")];
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceBot.Domain.Dialogs;

namespace ServiceBot.Tools;

/// <summary>A line of the questions: <c>{"id","text","region"?,"previous"?:[…],"item"?,"fields"?:[…],"status"?}</c>; the last three are labels.</summary>
/// <param name="Region">Code of a place, or its name.</param>
/// <param name="Previous">What she said before, oldest first.</param>
/// <param name="Item">Code of the item or id of the article that answers.</param>
/// <param name="Fields">All of which must be told.</param>
/// <param name="Status">Null when the question carries no labels.</param>
internal sealed record AnswerQuestion(
    string Id, string Text, string? Region = null, IReadOnlyList<string>? Previous = null,
    string? Item = null, IReadOnlyList<CatalogField>? Fields = null, AnswerKind? Status = null)
{
    /// <summary>Of whoever wrote it: an id may be a number, or is the number of the line; what is unknown, a label too, is passed over.</summary>
    /// <returns>Null without a text.</returns>
    public static AnswerQuestion? Parse(string line, int number = 0)
    {
        try
        {
            // A byte order mark may stand inside where files were put together.
            if (JsonNode.Parse(line.Trim('\uFEFF', ' ')) is not JsonObject question || One(question["text"]) is not { } text) return null;
            return new AnswerQuestion(
                One(question["id"]) ?? number.ToString(CultureInfo.InvariantCulture), text, One(question["region"]), Many(question["previous"]), One(question["item"]),
                [.. Many(question["fields"]).Select(Label<CatalogField>).OfType<CatalogField>()], Label<AnswerKind>(One(question["status"])));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? One(JsonNode? node) => node is JsonValue value ? value.ToString() : null;

    private static List<string> Many(JsonNode? node) => node is JsonArray list ? [.. list.Select(One).OfType<string>()] : One(node) is { } one ? [one] : [];

    /// <summary>no_info, noInfo, NoInfo.</summary>
    private static TLabel? Label<TLabel>(string? text) where TLabel : struct, Enum =>
        text is not null && Enum.TryParse<TLabel>(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var label) ? label : null;
}

/// <summary>A line of the results.</summary>
/// <param name="Ranked">Best first, at most ten: what was answered or offered, then what else was found. The score says the order only.</param>
/// <param name="Field">The first of <paramref name="Fields"/>.</param>
/// <param name="Ms">Milliseconds for understanding and answering this one.</param>
internal sealed record AnswerResult(
    string Id, AnswerKind Status, IReadOnlyList<AnswerCandidate> Ranked, CatalogField? Field, IReadOnlyList<CatalogField> Fields,
    string Answer, IReadOnlyList<AnswerCitation> Citations, double Ms)
{
    /// <summary>What was stated as the answer; null when nothing was.</summary>
    public string? Stated => Status == AnswerKind.Answered && Ranked.Count > 0 ? Ranked[0].Id : null;
}

internal sealed record AnswerCandidate(string Id, double Score);

internal sealed record AnswerCitation(string Id, string Field, int Version, string Text);

internal enum AnswerKind { Answered, Clarify, NoInfo, OutOfScope, SmallTalk }

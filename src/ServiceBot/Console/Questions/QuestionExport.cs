using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceBot.Conversations.Questions;
using ServiceBot.Platform.Accounts;

namespace ServiceBot.Console.Questions;

/// <summary>
/// Unanswered questions in the shape that <c>eval answers</c> reads, one JSON object a line, so that who keeps the catalog can measure what
/// a change of it mends. Masked; which conversation it was is not in it.
/// </summary>
internal static class QuestionExport
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task<IResult> WriteAsync(
        HttpContext context, QuestionGroups groups, QuestionBorder border, AuditLog audit, QuestionFilter show, CancellationToken cancellationToken)
    {
        var who = SignedIn.From(context.User);
        if (border.Within(who) is not { } within) return Results.Forbid();
        await audit.WriteAsync(who, AuditActs.QuestionExport, show.ToString(), cancellationToken);
        var lines = (await groups.ExportAsync(within, show, cancellationToken)).Select((question, at) => JsonSerializer.Serialize(Line(question.Row, question.Verdict, at + 1), Options));
        return Results.Text(string.Concat(lines.Select(line => line + "\n")), "application/jsonl; charset=utf-8");
    }

    /// <summary>
    /// Where somebody has said what answers it, that is the label; so is the item that should state the field. Otherwise the question
    /// carries no label: what would be right is not known.
    /// </summary>
    private static ExportedQuestion Line(QuestionRow row, QuestionVerdictRow? verdict, int number)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"u-{row.GroupKey}-{number}");
        if (verdict is { Verdict: QuestionVerdict.Answered, ArticleId: { } article }) return new ExportedQuestion(id, row.Text, row.RegionCode, article, null, "answered");
        return row.Item is { } item && verdict?.Verdict != QuestionVerdict.Dismissed
            ? new ExportedQuestion(id, row.Text, row.RegionCode, item, row.Field is { } field ? [field] : null, "answered")
            : new ExportedQuestion(id, row.Text, row.RegionCode, null, null, null);
    }

    private sealed record ExportedQuestion(string Id, string Text, string? Region, string? Item, IReadOnlyList<string>? Fields, string? Status);
}

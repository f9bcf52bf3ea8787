using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceBot.Catalog;
using ServiceBot.Catalog.Search;
using ServiceBot.Domain.Catalog;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Platform;

namespace ServiceBot.Tools;

/// <summary>
/// <c>eval answers --questions Q.jsonl --out R.jsonl [--catalog FILE…]</c>: the reader and the answers by themselves, without store or
/// server, over the given catalog or the samples. <c>Q</c>: <c>{"id","text","region"?,"previous"?:[…]}</c>; <c>R</c>:
/// <c>{"id","status","ranked":[{"id","score"}…10],"field"?,"answer","citations":[{"id","field","version","text"}],"ms"}</c>.
/// </summary>
internal sealed class EvalAnswersCommand(TextBook texts, TownshipClock clock)
{
    public const string Usage = "eval answers --questions FILE --out FILE [--catalog FILE…]";

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <returns>0 when every question was answered one way or another; 1 for a catalog with faults; 2 for wrong arguments or a line that is no question.</returns>
    public async Task<int> RunAsync(string[] arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (arguments is not ["--questions", var questions, "--out", var results, .. var rest] || rest is not ([] or ["--catalog", ..]) || !File.Exists(questions))
        {
            await output.WriteLineAsync(Usage);
            return 2;
        }

        var files = new List<CatalogFile>();
        var paths = rest.Length > 1 ? rest[1..] : Directory.GetFiles(CatalogStart.SampleFolder, "*.json");
        foreach (var path in paths) files.Add(await CatalogFile.ReadAsync(path, cancellationToken));
        var faults = CatalogImport.Findings(files, []).Where(one => one.Finding.Severity == FindingSeverity.Error).ToList();
        foreach (var fault in faults) await output.WriteLineAsync($"{fault.File}: {fault.Finding.Item} {fault.Finding.Field}: {fault.Finding.Rule} {fault.Detail}");
        if (faults.Count > 0) return 1;

        var catalog = new CurrentCatalog();
        catalog.Replace(new CatalogBook(
            files.SelectMany(file => file.Items).Select(item => new CatalogEntry(item, 1, CatalogJson.Hash(CatalogJson.Write(item)))),
            files.SelectMany(file => file.Articles).Select(article => new ArticleEntry(article, 1, CatalogJson.Hash(CatalogJson.Write(article))))));
        var reader = new QuestionReader(catalog);
        var answers = new CatalogAnswers(catalog, reader, texts);
        await using var writer = new StreamWriter(results);
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(questions, cancellationToken))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            if (Parse(line) is not { Text: not null } question)
            {
                await output.WriteLineAsync($"{questions}:{number}: not a question");
                return 2;
            }

            await writer.WriteLineAsync(JsonSerializer.Serialize(Answer(question, reader, answers), _json).AsMemory(), cancellationToken);
        }

        await output.WriteLineAsync($"{number} questions answered");
        return 0;
    }

    private AnswerResult Answer(Question question, QuestionReader reader, CatalogAnswers answers)
    {
        var start = Stopwatch.GetTimestamp();
        var reading = reader.Read(question.Text, clock.Today);
        // Only a field was asked: it is about what was talked of last, as in a conversation.
        var focus = reading.About.Confidence == SearchConfidence.None && reading.Fields.Count > 0 ? Focus(question.Previous ?? [], reader) : null;
        var locale = question.Text.Any(TextFold.IsHan) ? "zh-Hans" : "en";
        var answer = answers.Compose(new Command.Ask(question.Text, focus, focus is null ? null : reading.Fields), locale, false, clock.Today);
        var milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return new AnswerResult(
            question.Id,
            answer.Status == AnswerStatus.Cancelled ? AnswerStatus.Answered : answer.Status,
            focus is not null ? [new Ranked(focus, 1)] : [.. reading.About.Candidates.Take(10).Select(candidate => new Ranked(candidate.Id, Math.Round(candidate.Score, 3)))],
            answer.Fields.Count > 0 ? answer.Fields[0] : null,
            answer.Text,
            [.. answer.Citations.Select(citation => new Cited(citation.Code, citation.Field, citation.Version, citation.Text))],
            Math.Round(milliseconds, 3));
    }

    private string? Focus(IReadOnlyList<string> previous, QuestionReader reader) =>
        previous.Reverse().Select(text => reader.Read(text, clock.Today).About)
            .FirstOrDefault(about => about.Confidence == SearchConfidence.Clear && about.Candidates[0].Kind == CandidateKind.Item)?.Candidates[0].Id;

    private static Question? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Question>(line, _json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Question(string Id, string Text, string? Region, IReadOnlyList<string>? Previous);

    private sealed record AnswerResult(
        string Id, AnswerStatus Status, IReadOnlyList<Ranked> Ranked, CatalogField? Field, string Answer, IReadOnlyList<Cited> Citations, double Ms);

    private sealed record Ranked(string Id, double Score);

    private sealed record Cited(string Id, string Field, int Version, string Text);
}

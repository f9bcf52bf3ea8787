using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceBot.Catalog;
using ServiceBot.Catalog.Regions;
using ServiceBot.Domain.Catalog;
using ServiceBot.Platform;
using ServiceBot.Understanding;

namespace ServiceBot.Tools;

/// <summary>
/// <c>eval answers --questions Q.jsonl --out R.jsonl [--catalog FILE…]</c>: the way of a question (<see cref="AnswerPath"/>) over the given
/// catalog or the samples. A line of Q is an <see cref="AnswerQuestion"/>, one of R an <see cref="AnswerResult"/>; where the questions carry
/// labels, a summary of what was right is printed, with the ids of the others.
/// </summary>
internal sealed class EvalAnswersCommand(TextBook texts, TownshipClock clock, Vocabulary words, RegionBook regions)
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
        var sources = rest.Length > 1 ? rest[1..] : Directory.GetFiles(CatalogStart.SampleFolder, "*.json");
        foreach (var path in sources) files.Add(await CatalogFile.ReadAsync(path, cancellationToken));
        var faults = CatalogImport.Findings(files, []).Where(one => one.Finding.Severity == FindingSeverity.Error).ToList();
        foreach (var fault in faults) await output.WriteLineAsync($"{fault.File}: {fault.Finding.Item} {fault.Finding.Field}: {fault.Finding.Rule} {fault.Detail}");
        if (faults.Count > 0) return 1;

        var catalog = new CurrentCatalog();
        catalog.Replace(new CatalogBook(
            files.SelectMany(file => file.Items).Select(item => new CatalogEntry(item, 1, CatalogJson.Hash(CatalogJson.Write(item)))),
            files.SelectMany(file => file.Articles).Select(article => new ArticleEntry(article, 1, CatalogJson.Hash(CatalogJson.Write(article))))));
        var way = Way(catalog, words, regions, texts, clock);
        var score = new AnswerScore();
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

            var result = way.Answer(question);
            score.Add(question, result);
            await writer.WriteLineAsync(JsonSerializer.Serialize(result, _json).AsMemory(), cancellationToken);
        }

        await output.WriteLineAsync($"{number} questions answered");
        if (score.Count > 0) await output.WriteLineAsync(score.ToString());
        return 0;
    }

    internal static AnswerPath Way(CurrentCatalog catalog, Vocabulary words, RegionBook regions, TextBook texts, TownshipClock clock)
    {
        var reader = new QuestionReader(catalog);
        var reading = new CatalogReading(catalog, reader, regions);
        return new AnswerPath(new Understander(words, reading.Regions, reading.Sense), reader, new CatalogAnswers(catalog, reader, texts), regions, texts, clock);
    }

    internal static AnswerQuestion? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<AnswerQuestion>(line, _json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

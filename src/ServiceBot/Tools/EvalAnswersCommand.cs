using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceBot.Catalog;
using ServiceBot.Catalog.Regions;
using ServiceBot.Platform;
using ServiceBot.Understanding;

namespace ServiceBot.Tools;

/// <summary>
/// <c>eval answers --questions Q.jsonl --out R.jsonl [--catalog FILE…]</c>: the way of a question (<see cref="AnswerPath"/>) over the given
/// catalog (<see cref="MeasuredCatalog"/>) or the samples. A line of Q is an <see cref="AnswerQuestion"/>, one of R an <see cref="AnswerResult"/>; where the
/// questions carry labels, a summary of what was right is printed, with the ids of the others.
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

    /// <returns>0 when every question was answered one way or another; 1 for a file that is no catalog; 2 for wrong arguments or a line that is no question.</returns>
    public async Task<int> RunAsync(string[] arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (Options(arguments) is not { } options || options["--questions"] is not [var questions] || options["--out"] is not [var results] || !File.Exists(questions))
        {
            await output.WriteLineAsync(Usage);
            return 2;
        }

        IReadOnlyList<string> files = options["--catalog"] is { Count: > 0 } given ? given : Directory.GetFiles(CatalogStart.SampleFolder, "*.json");
        if (await MeasuredCatalog.ReadAsync(files, output, cancellationToken) is not { } book) return 1;
        var catalog = new CurrentCatalog();
        catalog.Replace(book);
        var way = Way(catalog, words, regions, texts, clock);
        var score = new AnswerScore();
        await using var writer = new StreamWriter(results);
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(questions, cancellationToken))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            if (AnswerQuestion.Parse(line, number) is not { } question)
            {
                await output.WriteLineAsync($"{questions}:{number}: not a question; expected {{\"id\":…,\"text\":…}}");
                return 2;
            }

            var result = way.Answer(question);
            score.Add(question, result);
            await writer.WriteLineAsync(JsonSerializer.Serialize(result, _json).AsMemory(), cancellationToken);
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{book.Items.Count} items, {book.Articles.Count} articles"));
        await output.WriteLineAsync(score.ToString());
        return 0;
    }

    internal static AnswerPath Way(CurrentCatalog catalog, Vocabulary words, RegionBook regions, TextBook texts, TownshipClock clock)
    {
        var reader = new QuestionReader(catalog);
        var reading = new CatalogReading(catalog, reader, regions);
        return new AnswerPath(new Understander(words, reading.Regions, reading.Sense, reading.Danger), reader, new CatalogAnswers(catalog, reader, texts), regions, texts, clock);
    }

    /// <summary>What follows each option, in any order; null for a word before the first or an unknown option.</summary>
    private static Dictionary<string, List<string>>? Options(string[] arguments)
    {
        var options = new Dictionary<string, List<string>> { ["--questions"] = [], ["--out"] = [], ["--catalog"] = [] };
        List<string>? values = null;
        foreach (var argument in arguments)
            if (argument.StartsWith("--", StringComparison.Ordinal))
            {
                if (!options.TryGetValue(argument, out values)) return null;
            }
            else if (values is null) return null;
            else values.Add(argument);
        return options;
    }
}

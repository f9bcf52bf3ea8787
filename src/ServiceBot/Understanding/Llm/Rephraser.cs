using System.Text.Json;
using ServiceBot.Catalog;

namespace ServiceBot.Understanding.Llm;

/// <summary>Asks the model for another wording of an answer that stands already.</summary>
internal sealed class Rephraser(ModelCalls calls, ModelMetrics metrics, PromptBook prompts, WordingCheck check, PrivateWords privacy, Vocabulary words)
{
    public const string PromptId = "rephrase";
    private readonly string _chinese = string.Join(' ', words.List("wording.zh"));
    private readonly string _english = string.Join("; ", words.List("wording.en"));

    /// <returns>The wording, or null with the reason.</returns>
    public async Task<(Wording? Wording, string Result)> PhraseAsync(ComposedAnswer answer, Heard heard, IEnumerable<(string, PrivateKind)> known, CancellationToken box)
    {
        if (AnswerParts.Of(answer) is not { } parts) return (null, "nothing_told");
        var prompt = prompts[PromptId];
        var said = await calls.AskAsync(prompt, Inputs(heard, known, parts), box);
        var (wording, result) = said.Text is null ? (null, said.Outcome) : Checked(said.Text, parts, heard.Said.Locale, prompt);
        metrics.Became(PromptId, result);
        return (wording, result);
    }

    private (Wording? Wording, string Result) Checked(string text, AnswerParts parts, string locale, Prompt prompt)
    {
        if (Template(text) is not { } template) return (null, "not_readable");
        return check.Refuse(template, parts, locale) is { } reason ? (null, reason) : (new Wording(template, parts, $"{prompt.Id}#{prompt.Hash}"), "used");
    }

    private Dictionary<string, string> Inputs(Heard heard, IEnumerable<(string, PrivateKind)> known, AnswerParts parts) => new()
    {
        ["language"] = heard.English ? "English" : "Chinese",
        ["words"] = heard.English ? _english : _chinese,
        ["question"] = JsonSerializer.Serialize(privacy.Mask(heard, known).Text, Interpreter.Json),
        ["facts"] = JsonSerializer.Serialize(parts.References.ToDictionary(pair => $"{{{{{pair.Key}}}}}", pair => pair.Value), Interpreter.Json),
    };

    private static string? Template(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("text", out var said) && said.ValueKind == JsonValueKind.String
                ? said.GetString()!.Trim()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

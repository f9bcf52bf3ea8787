using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace ServiceBot.Understanding.Llm;

/// <summary>A language model, <c>ServiceBot:LanguageModel</c>. Without an endpoint there is none: nothing of it is made, loaded or called.</summary>
internal sealed class LanguageModelOptions
{
    public const string Section = "ServiceBot:LanguageModel";

    /// <summary>OpenAI-compatible: the address in front of <c>/chat/completions</c>, as <c>http://10.0.0.5:8000/v1</c>; Azure OpenAI: the resource. Null: no model.</summary>
    [RegularExpression("^https?://[^ ]+$")]
    public string? Endpoint { get; set; }

    /// <summary>Null where the endpoint asks for none.</summary>
    public string? Key { get; set; }

    /// <summary>Name of the model; Azure OpenAI: of the deployment. Needed as soon as there is an endpoint.</summary>
    public string? Model { get; set; }

    public LanguageModelKind Kind { get; set; } = LanguageModelKind.OpenAI;

    /// <summary>Which answers of the catalog it may put into other words.</summary>
    public RephraseScope Rephrase { get; set; } = RephraseScope.Proposed;

    /// <summary>From her message to the end of all calls about it; then the deterministic answer goes out. Default 3000, so that no turn takes 4 seconds.</summary>
    [Range(200, 3500)]
    public int TimeoutMilliseconds { get; set; } = 3000;

    /// <summary>Calls under way at once; a message beyond that is answered without the model. Default 16.</summary>
    [Range(1, 1000)]
    public int Concurrency { get; set; } = 16;

    /// <summary>Late or failed calls in a row after which it is left alone for a while. Default 5.</summary>
    [Range(1, 100)]
    public int BreakAfter { get; set; } = 5;

    /// <summary>How long it is left alone; a 429 with Retry-After says so itself. Default 60.</summary>
    [Range(1, 3600)]
    public int BreakSeconds { get; set; } = 60;

    /// <summary>Tokens of both sides in a clock hour, after which it is left alone until the next; 0: no limit. Default 500000.</summary>
    [Range(0, 1_000_000_000)]
    public int TokensPerHour { get; set; } = 500_000;

    /// <summary>Price of a million tokens that we send, in the currency of the contract: for the cost counter alone.</summary>
    [Range(0, 100_000)]
    public double PromptPrice { get; set; }

    /// <summary>Price of a million tokens that it writes.</summary>
    [Range(0, 100_000)]
    public double CompletionPrice { get; set; }

    public TimeSpan Timeout => TimeSpan.FromMilliseconds(TimeoutMilliseconds);
}

internal enum LanguageModelKind { OpenAI, AzureOpenAI }

internal enum RephraseScope
{
    /// <summary>It never phrases.</summary>
    Off,
    /// <summary>Only answers to what it had to make sense of itself.</summary>
    Proposed,
    /// <summary>Every single answer of the catalog: each of them then takes as long as the model.</summary>
    All,
}

[OptionsValidator]
internal sealed partial class LanguageModelOptionsValidator : IValidateOptions<LanguageModelOptions>;

using Prometheus;

namespace ServiceBot.Understanding.Llm;

/// <summary>Counters on <c>/metrics</c>. They exist as soon as a model is configured, and not before.</summary>
internal sealed class ModelMetrics
{
    private readonly Counter _calls = Metrics.CreateCounter("servicebot_model_calls_total", "Calls of the language model", "prompt", "outcome");
    private readonly Counter _proposals = Metrics.CreateCounter("servicebot_model_results_total", "What became of its answers: used, or refused for which reason", "prompt", "result");
    private readonly Counter _tokens = Metrics.CreateCounter("servicebot_model_tokens_total", "Tokens sent and written", "side");
    private readonly Counter _cost = Metrics.CreateCounter("servicebot_model_cost_total", "Tokens at the configured prices");
    private readonly Histogram _seconds = Metrics.CreateHistogram(
        "servicebot_model_call_seconds", "Duration of a call", new HistogramConfiguration { LabelNames = ["prompt"], Buckets = [0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 3, 3.5] });

    private readonly Gauge _open = Metrics.CreateGauge("servicebot_model_breaker_open", "1 while the model is left alone");

    public void Called(string prompt, string outcome) => _calls.WithLabels(prompt, outcome).Inc();

    public void Took(string prompt, TimeSpan time) => _seconds.WithLabels(prompt).Observe(time.TotalSeconds);

    public void Became(string prompt, string result) => _proposals.WithLabels(prompt, result).Inc();

    public void Open(bool isOpen) => _open.Set(isOpen ? 1 : 0);

    public void Used(ModelReply.Said said, LanguageModelOptions prices)
    {
        _tokens.WithLabels("prompt").Inc(said.PromptTokens);
        _tokens.WithLabels("completion").Inc(said.CompletionTokens);
        _cost.Inc(((said.PromptTokens * prices.PromptPrice) + (said.CompletionTokens * prices.CompletionPrice)) / 1_000_000);
    }
}

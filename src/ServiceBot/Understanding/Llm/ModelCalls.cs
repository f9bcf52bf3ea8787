using Microsoft.Extensions.Options;

namespace ServiceBot.Understanding.Llm;

/// <summary>
/// Every call goes through here: at most so many at once, none while the breaker is open or the hour's tokens are used up, none longer than the
/// caller's box. No retry: a second try would not fit the box.
/// </summary>
internal sealed partial class ModelCalls
{
    private readonly ILanguageModel _model;
    private readonly LanguageModelOptions _options;
    private readonly ModelMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<ModelCalls> _logger;
    private readonly Breaker _breaker;
    private readonly Lock _lock = new();
    private (long Hour, long Tokens) _used;
    private int _running;

    public ModelCalls(ILanguageModel model, IOptions<LanguageModelOptions> options, ModelMetrics metrics, TimeProvider time, ILogger<ModelCalls> logger)
    {
        (_model, _options, _metrics, _time, _logger) = (model, options.Value, metrics, time, logger);
        _breaker = new Breaker(_options.BreakAfter, TimeSpan.FromSeconds(_options.BreakSeconds), time);
    }

    /// <summary>False: a call would not be made now, so nobody needs to wait for one.</summary>
    public bool IsReady => Volatile.Read(ref _running) < _options.Concurrency && !_breaker.IsOpen && !IsUsedUp;

    /// <param name="box">Ends the wait, whatever the model does.</param>
    public async Task<ModelAnswer> AskAsync(Prompt prompt, IReadOnlyDictionary<string, string> inputs, CancellationToken box)
    {
        if (prompt.Request(inputs) is not { } request) return Done(prompt, null, "too_long");
        if (IsUsedUp) return Done(prompt, null, "used_up");
        try
        {
            if (Interlocked.Increment(ref _running) > _options.Concurrency) return Done(prompt, null, "busy");
            return _breaker.TryEnter() ? await CallAsync(prompt, request, box) : Done(prompt, null, "open");
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private async Task<ModelAnswer> CallAsync(Prompt prompt, ModelRequest request, CancellationToken box)
    {
        var start = _time.GetTimestamp();
        ModelReply reply;
        try
        {
            reply = await _model.AskAsync(request, box).WaitAsync(box);
        }
        catch (OperationCanceledException) when (box.IsCancellationRequested)
        {
            return Failed(prompt, "late", null);
        }
        catch (Exception exception)
        {
            reply = new ModelReply.Broken(exception.GetType().Name);
        }

        _metrics.Took(prompt.Id, _time.GetElapsedTime(start));
        switch (reply)
        {
            case ModelReply.Said said:
                _breaker.Succeeded();
                _metrics.Open(false);
                Count(said);
                return Done(prompt, said.Text, said.Text.Length == 0 ? "empty" : "said");
            case ModelReply.Busy busy:
                return Failed(prompt, "throttled", busy.RetryAfter);
            case ModelReply.Broken broken:
                Log.Broke(_logger, prompt.Id, broken.Reason);
                return Failed(prompt, "failed", null);
            default:
                throw new InvalidOperationException("A reply is said, busy or broken.");
        }
    }

    private ModelAnswer Failed(Prompt prompt, string outcome, TimeSpan? after)
    {
        if (_breaker.Failed(after))
        {
            _metrics.Open(true);
            Log.LeftAlone(_logger, outcome);
        }

        return Done(prompt, null, outcome);
    }

    private ModelAnswer Done(Prompt prompt, string? text, string outcome)
    {
        _metrics.Called(prompt.Id, outcome);
        return new ModelAnswer(string.IsNullOrEmpty(text) ? null : text, outcome);
    }

    private bool IsUsedUp
    {
        get
        {
            lock (_lock) return _options.TokensPerHour > 0 && _used.Hour == Hour && _used.Tokens >= _options.TokensPerHour;
        }
    }

    private void Count(ModelReply.Said said)
    {
        _metrics.Used(said, _options);
        lock (_lock) _used = (Hour, (_used.Hour == Hour ? _used.Tokens : 0) + said.PromptTokens + said.CompletionTokens);
    }

    private long Hour => _time.GetUtcNow().ToUnixTimeSeconds() / 3600;

    private static partial class Log
    {
        [LoggerMessage(3401, LogLevel.Information, "The language model failed at {Prompt} ({Reason}); the deterministic answer goes out")]
        public static partial void Broke(ILogger logger, string prompt, string reason);

        [LoggerMessage(3402, LogLevel.Warning, "The language model is left alone for a while ({Outcome}); answers are deterministic meanwhile")]
        public static partial void LeftAlone(ILogger logger, string outcome);
    }
}

/// <param name="Text">Null: it said nothing, in time.</param>
/// <param name="Outcome">said, empty, late, failed, throttled, open, busy, used_up, too_long.</param>
internal sealed record ModelAnswer(string? Text, string Outcome);

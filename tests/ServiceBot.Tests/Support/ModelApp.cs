using ServiceBot.Catalog;
using ServiceBot.Domain.Dialogs;
using ServiceBot.Understanding;
using ServiceBot.Understanding.Llm;

namespace ServiceBot.Tests.Support;

/// <summary>The service with a language model that tests command, and a box whose end they decide: class fixture.</summary>
public sealed class ModelApp : IAsyncLifetime
{
    public const string OldAge = "HB-MZ-005";
    /// <summary>One word of the item among words of no language: nobody will ever learn it.</summary>
    public const string Babble = "咕噜哇啦叽里呱啦老人嘀嗒噼啪呱唧咣当";
    private FakeModel? _model;
    private App? _app;

    public HeldTime Time { get; } = new(TimeSpan.FromMilliseconds(2987));

    public FakeModel Model => _model!;

    public App App => _app!;

    public async ValueTask InitializeAsync()
    {
        _model = await FakeModel.StartAsync();
        _app = Connected(new App(), _model.Endpoint);
    }

    public App Connected(App app, string endpoint) => app
        .With("ServiceBot:LanguageModel:Endpoint", endpoint)
        .With("ServiceBot:LanguageModel:Key", "a key of the tests")
        .With("ServiceBot:LanguageModel:Model", "test")
        .With("ServiceBot:LanguageModel:TimeoutMilliseconds", "2987")
        .With("ServiceBot:LanguageModel:BreakAfter", "100")
        .With("ServiceBot:LanguageModel:PromptPrice", "2")
        .With("ServiceBot:LanguageModel:CompletionPrice", "8")
        .Replace(services => services.AddSingleton<TimeProvider>(Time));

    /// <summary>A question about the old-age allowance in words that no recogniser knows and that retrieval finds weakly.</summary>
    internal static string Paraphrase(App app, bool english = false, string more = "") => Unknown(
        app,
        (english ? (string[])["granny is past eighty and heard of some monthly allowance", "flibber wobble old-age zonk quux blorp frobnicate wizzle"] : ["八十多的老娘听说公家给零花", "高寿的老娘听说公家每月给零花", "上了岁数每月给发的那份钱俺娘有没有份", "老寿星在俺家公家逢年给不给表示", Babble]).Select(text => text + more),
        english ? "en" : "zh-Hans",
        OldAge);

    /// <summary>The first of these that nobody understands and of which retrieval finds something: the recognisers learn, and tests stay.</summary>
    internal static string Unknown(App app, IEnumerable<string> said, string locale = "zh-Hans", string? item = null)
    {
        var (interpreter, understander) = (app.Services.GetRequiredService<Interpreter>(), app.Services.GetRequiredService<Understander>());
        return said.First(text =>
        {
            var utterance = Talk.Heard(text, locale: locale);
            var (heard, nothing) = (understander.Hear(utterance), new Expectation());
            return interpreter.Abstained(understander.Understand(utterance, nothing), heard, nothing) && interpreter.Targets(heard).Any(target => item is null || target.Code == item);
        });
    }

    /// <summary>What the catalog itself answers.</summary>
    internal static ComposedAnswer Extractive(App app, string question, string item, string locale = "zh-Hans", params CatalogField[] fields) =>
        app.Services.GetRequiredService<CatalogAnswers>().Compose(new Command.Ask(question, item, fields), locale, false, DateOnly.FromDateTime(DateTime.UnixEpoch.AddYears(56)));

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        if (_model is not null) await _model.DisposeAsync();
    }
}

/// <summary>The moved clock, and timers of one length that end when a test says so.</summary>
public sealed class HeldTime(TimeSpan held) : TimeProvider
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<Held> _timers = new();
    private long _shift;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _shift));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _shift, by.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != held) return base.CreateTimer(callback, state, dueTime, period);
        var timer = new Held(() => callback(state));
        _timers.Enqueue(timer);
        return timer;
    }

    /// <summary>The time of everything that waits is over.</summary>
    public void End()
    {
        while (_timers.TryDequeue(out var timer)) timer.Fire();
    }

    private sealed class Held(Action fire) : ITimer
    {
        private Action? _fire = fire;

        public void Fire() => Interlocked.Exchange(ref _fire, null)?.Invoke();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => _fire = null;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

namespace ServiceBot.Tests.Support;

/// <summary>The service with a clock that tests move forward, a known Direct Line secret and no limit on tokens: class fixture.</summary>
public sealed class ClockedApp : IAsyncDisposable
{
    public const string Secret = "a secret of the tests";

    public ClockedApp() => App = new App()
        .With("ServiceBot:DirectLine:Secret", Secret)
        .With("ServiceBot:DirectLine:TokenBurst", "0")
        .Replace(services => services.AddSingleton<TimeProvider>(Time));

    public ShiftedTime Time { get; } = new();

    public App App { get; }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}

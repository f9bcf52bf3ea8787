namespace ServiceBot.EndToEnd.Support;

/// <summary>One running application for a class of tests that only talk to it, each in a conversation of its own.</summary>
public sealed class SharedApp : IAsyncLifetime
{
    private RunningApp? _app;

    public RunningApp App => _app ?? throw new InvalidOperationException("It has not started.");

    public async ValueTask InitializeAsync() => _app = await RunningApp.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
    }
}

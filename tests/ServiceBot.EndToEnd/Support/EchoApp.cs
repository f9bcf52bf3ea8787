namespace ServiceBot.EndToEnd.Support;

/// <summary>The running service with a dialog that answers every message with its own text: how a channel is tried out. Class fixture.</summary>
public sealed class EchoApp : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["ServiceBot:Dialogs"] = Path.Combine(RunningApp.Repository(), "tests", "ServiceBot.EndToEnd", "dialogs-echo"),
    };

    public RunningApp App { get; private set; } = null!;

    /// <summary>One of one's own, to be killed.</summary>
    public static Task<RunningApp> StartAsync(CancellationToken cancellationToken) => RunningApp.StartAsync(Settings, cancellationToken);

    public async ValueTask InitializeAsync() => App = await StartAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => App is null ? ValueTask.CompletedTask : App.DisposeAsync();
}

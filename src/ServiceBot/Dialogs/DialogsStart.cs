namespace ServiceBot.Dialogs;

/// <summary>Reads all dialogs before the server listens: a fault stops the start, with every fault and its place, not the first resident.</summary>
internal sealed partial class DialogsStart(IServiceProvider services, ILogger<DialogsStart> logger) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var library = services.GetRequiredService<DialogLibrary>();
        Log.Loaded(logger, library.Book.Dialogs.Count(), library.Texts.Ids.Count());
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(2801, LogLevel.Information, "{Dialogs} dialogs and {Texts} texts were read and checked")]
        public static partial void Loaded(ILogger logger, int dialogs, int texts);
    }
}

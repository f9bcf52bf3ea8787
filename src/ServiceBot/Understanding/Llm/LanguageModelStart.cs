namespace ServiceBot.Understanding.Llm;

/// <summary>Reads the prompts before the server listens: a fault in one stops the start, not the first resident.</summary>
internal sealed class LanguageModelStart(IServiceProvider services) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var prompts = services.GetRequiredService<PromptBook>();
        _ = (prompts[Interpreter.PromptId], prompts[Rephraser.PromptId]);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

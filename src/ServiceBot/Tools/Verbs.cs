using ServiceBot.Platform;

namespace ServiceBot.Tools;

/// <summary>The verbs of the command line: <c>dotnet run --project src/ServiceBot -- VERB …</c>. Without one the service is served.</summary>
internal static class Verbs
{
    /// <returns>The exit code; null when there is no verb, or the verb is <c>serve</c>.</returns>
    public static async Task<int?> RunVerbAsync(this WebApplication app, string[] arguments, CancellationToken cancellationToken = default)
    {
        if (arguments is not [var verb, .. var rest] || verb is "serve" || verb.StartsWith('-')) return null;
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var output = System.Console.Out;
        switch (verb)
        {
            case "account":
                return await Make<AccountCommand>(services).RunAsync(rest, RedirectedInput(), output, cancellationToken);
            case "lint":
                return await LintCommand.RunAsync(rest, ContentFolders.Dialogs(services.GetRequiredService<IConfiguration>()), output, cancellationToken);
            case "eval" when rest is ["slots", .. var options]:
                return await Make<EvalSlotsCommand>(services).RunAsync(options, output, cancellationToken);
            case "eval" when rest is ["answers", .. var options]:
                return await Make<EvalAnswersCommand>(services).RunAsync(options, output, cancellationToken);
            case "import":
                return await Make<ImportCommand>(services).RunAsync(rest, output, cancellationToken);
            case "export":
                return await Make<ExportCommand>(services).RunAsync(rest, output, cancellationToken);
            case "replay":
                return await Make<ReplayCommand>(services).RunAsync(rest, output, cancellationToken);
            case "simulate":
                return await SimulateCommand.RunAsync(rest, output, cancellationToken);
            case "ledger":
                return await Make<LedgerCommand>(services).RunAsync(rest, output, cancellationToken);
            default:
                await output.WriteLineAsync($"There is no verb '{verb}'. There are: serve, {LintCommand.Usage}, {AccountCommand.Usage}, {EvalSlotsCommand.Usage}, {EvalAnswersCommand.Usage}, {ImportCommand.Usage}, {ExportCommand.Usage}, {ReplayCommand.Usage}, {SimulateCommand.Usage}, {LedgerCommand.Usage}");
                return 2;
        }
    }

    private static TCommand Make<TCommand>(IServiceProvider services) => ActivatorUtilities.CreateInstance<TCommand>(services);

    private static TextReader? RedirectedInput() => System.Console.IsInputRedirected ? System.Console.In : null;
}

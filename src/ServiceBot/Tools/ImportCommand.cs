using ServiceBot.Catalog;
using ServiceBot.Data;
using ServiceBot.Domain.Catalog;
using ServiceBot.Platform;

namespace ServiceBot.Tools;

/// <summary>
/// <c>import FILE…</c>: items and articles as JSON into the store, all or nothing. A running service sees them within seconds.
/// </summary>
internal sealed class ImportCommand(StoreSetup setup, CatalogImport import, TextBook texts)
{
    public const string Usage = "import FILE…";

    /// <returns>0 when imported (warnings or not), 1 when a fault kept everything out, 2 for a missing file.</returns>
    public async Task<int> RunAsync(string[] arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var missing = Array.Find(arguments, file => !File.Exists(file));
        if (arguments.Length == 0 || missing is not null)
        {
            await output.WriteLineAsync(missing is null ? Usage : $"There is no file {missing}.");
            return 2;
        }

        await setup.RunAsync(cancellationToken);
        var files = new List<CatalogFile>();
        foreach (var file in arguments) files.Add(await CatalogFile.ReadAsync(file, cancellationToken));
        var outcome = await import.RunAsync(files, cancellationToken);
        foreach (var finding in outcome.Findings) await output.WriteLineAsync(Line(finding));
        await output.WriteLineAsync(outcome.Refused
            ? "Nothing was imported."
            : $"{outcome.Added} added, {outcome.Changed} changed, {outcome.Unchanged} unchanged.");
        return outcome.Refused ? 1 : 0;
    }

    private string Line(FileFinding one)
    {
        var said = texts.Render(one.Finding.Message, "en", new Dictionary<string, string> { ["detail"] = one.Detail ?? "" });
        var severity = one.Finding.Severity == FindingSeverity.Error ? "error" : "warning";
        return $"{one.File}: {severity}: {one.Finding.Item} {one.Finding.Field}: {said} [{one.Finding.Rule}]";
    }
}

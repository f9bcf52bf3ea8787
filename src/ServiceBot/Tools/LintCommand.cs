using ServiceBot.Dialogs;
using ServiceBot.Platform;

namespace ServiceBot.Tools;

/// <summary>
/// <c>lint [FOLDER]</c>: checks dialogs, patterns and texts without starting the service; the same check stops a start. Without a folder the
/// one that the service would use.
/// </summary>
internal static class LintCommand
{
    public const string Usage = "lint [FOLDER]";

    /// <returns>0 when clean, 1 with faults, 2 when there is no such folder.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, string configured, TextWriter output, CancellationToken cancellationToken)
    {
        var folder = arguments.Count > 0 ? arguments[0] : configured;
        if (!Directory.Exists(folder))
        {
            await output.WriteLineAsync($"There is no folder {folder}.".AsMemory(), cancellationToken);
            return 2;
        }

        var (faults, summary) = Check(folder);
        foreach (var fault in faults) await output.WriteLineAsync(fault.AsMemory(), cancellationToken);
        await output.WriteLineAsync(summary.AsMemory(), cancellationToken);
        return faults.Count == 0 ? 0 : 1;
    }

    private static (IReadOnlyList<string> Faults, string Summary) Check(string folder)
    {
        try
        {
            var library = DialogLibrary.Read(folder, ContentFolders.BuiltInDialogs);
            return (library.Faults, $"{library.Book.Dialogs.Count()} dialogs, {library.Texts.Ids.Count()} texts, {library.Faults.Count} faults");
        }
        catch (InvalidDataException unreadable)
        {
            // A text file that is not even a text file: its own list of faults.
            var faults = unreadable.Message.Split(Environment.NewLine);
            return (faults, $"{faults.Length} faults");
        }
    }
}

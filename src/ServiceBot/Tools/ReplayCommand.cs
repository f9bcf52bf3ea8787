using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Catalog;
using ServiceBot.Data;
using ServiceBot.Dialogs;
using ServiceBot.Platform;
using ServiceBot.Tools.Replaying;

namespace ServiceBot.Tools;

/// <summary>
/// <c>replay --a FOLDER --b FOLDER [--conversation ID]</c>: plays the stored conversations through two versions of the dialogs and shows, conversation
/// by conversation and turn by turn, what would be different. Catalog, roster and vocabulary are today's in both. Reads only; what residents told of
/// themselves is masked.
/// </summary>
internal sealed class ReplayCommand(IServiceProvider services, BotDbFactory databases, CatalogStore catalog, Roster roster)
{
    public const string Usage = "replay --a FOLDER --b FOLDER [--conversation ID]";

    private const int MostTurnsShown = 12;
    private readonly RecordingReader _recordings = new(databases);

    /// <returns>0 when nothing differs, 1 when something does, 2 for wrong arguments, a folder with faults, a store that is not there or has another shape.</returns>
    public async Task<int> RunAsync(string[] arguments, TextWriter output, CancellationToken cancellationToken)
    {
        // Settings (--ServiceBot:Data=…) may stand beside the verb's own options.
        var own = arguments.Where(argument => !argument.StartsWith("--ServiceBot:", StringComparison.Ordinal)).ToArray();
        if (own is not ["--a", var a, "--b", var b, .. var rest] || rest is not ([] or ["--conversation", _]) || !Directory.Exists(a) || !Directory.Exists(b))
        {
            await output.WriteLineAsync(Usage);
            return 2;
        }

        if (await FaultAsync(cancellationToken) is { } fault || Open(a, out fault) is not { } first || Open(b, out fault) is not { } second)
        {
            await output.WriteLineAsync(fault);
            return 2;
        }

        await catalog.LoadAsync(cancellationToken);
        await roster.ReloadAsync(cancellationToken);
        return await CompareAsync(first, second, rest is ["--conversation", var one] ? one : null, output, cancellationToken);
    }

    private async Task<int> CompareAsync(ReplayEngine first, ReplayEngine second, string? only, TextWriter output, CancellationToken cancellationToken)
    {
        var (same, different) = (0, 0);
        await foreach (var id in only is null ? _recordings.AllAsync(cancellationToken) : Just(only))
        {
            if (await _recordings.FindAsync(id, cancellationToken) is not { } recording) continue;
            var (ofA, ofB) = (await first.PlayAsync(recording, cancellationToken), await second.PlayAsync(recording, cancellationToken));
            if (await ShowAsync(id, ofA, ofB, output)) different++;
            else same++;
        }

        await output.WriteLineAsync($"{same + different} conversations, {same} the same, {different} different");
        return different == 0 ? 0 : 1;
    }

    private static async Task<bool> ShowAsync(string id, IReadOnlyList<ReplayedTurn> a, IReadOnlyList<ReplayedTurn> b, TextWriter output)
    {
        var personal = new PersonalWords(a.Concat(b).Select(turn => turn.After));
        var turns = a.Zip(b, (left, right) => (left.Seq, Lines: TurnDifference.Of(left, right, personal))).Where(turn => turn.Lines.Count > 0).ToList();
        if (turns.Count == 0) return false;
        await output.WriteLineAsync(id);
        foreach (var (seq, lines) in turns.Take(MostTurnsShown))
            foreach (var line in lines) await output.WriteLineAsync($"  {seq}  {line}");
        if (turns.Count > MostTurnsShown) await output.WriteLineAsync($"  and {turns.Count - MostTurnsShown} more turns");
        return true;
    }

    private async Task<string?> FaultAsync(CancellationToken cancellationToken)
    {
        await using var db = databases.Create();
        if (!await db.Database.CanConnectAsync(cancellationToken)) return "There is no store to replay from.";
        return (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any() ? "The store is that of an older version: start the service once." : null;
    }

    private ReplayEngine? Open(string folder, out string? fault)
    {
        fault = null;
        try
        {
            return new ReplayEngine(services, DialogLibrary.Load(Path.GetFullPath(folder), ContentFolders.BuiltInDialogs));
        }
        catch (InvalidDataException unreadable)
        {
            fault = unreadable.Message;
            return null;
        }
    }

    private static async IAsyncEnumerable<string> Just(string id)
    {
        await Task.CompletedTask;
        yield return id;
    }
}

using System.Globalization;
using ServiceBot.Tools.Simulation;

namespace ServiceBot.Tools;

/// <summary>
/// <c>simulate --seed N[,N…] --conversations M [--faults dup,reorder,delay,split,lostack,crash|none] [--conversation K]</c>: residents of many tempers
/// talk to the real service on a store in a temporary folder while everything on the way goes wrong; afterwards what must be true is checked.
/// With <c>--conversation</c> one of them lives again alone, and is told line by line where something in it is broken.
/// </summary>
internal static class SimulateCommand
{
    public const string Usage = "simulate --seed N[,N...] --conversations M [--faults dup,reorder,delay,split,lostack,crash|none] [--conversation K]";

    private const int MostShown = 20;

    /// <returns>0 when every invariant held, 1 when one was broken, 2 for wrong arguments.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (Parse(arguments) is not { } asked)
        {
            await output.WriteLineAsync(Usage);
            return 2;
        }

        var broken = 0;
        foreach (var seed in asked.Seeds)
        {
            History? alone = null;
            var result = await new SimulationRun(seed, asked.Conversations, asked.Faults) { Seen = (_, history) => alone = history }.RunAsync(asked.Only, cancellationToken);
            if (asked.Only is not null && result.Broken.Count > 0 && alone is not null) await TellAsync(alone, output);
            await output.WriteLineAsync(result.ToString());
            foreach (var (number, fault) in result.Broken.Take(MostShown))
                await output.WriteLineAsync($"  seed {seed} conversation {number} at {fault.Seq}: {fault.Rule}: {fault.What}");
            if (result.Broken is [var first, ..])
                await output.WriteLineAsync($"  again: simulate --seed {seed} --conversations {asked.Conversations} --faults {Names(asked.Faults)} --conversation {first.Number}");
            broken += result.Broken.Count;
        }

        return broken == 0 ? 0 : 1;
    }

    /// <summary>Her whole conversation, where something in it is broken: what to look at.</summary>
    private static async Task TellAsync(History history, TextWriter output)
    {
        foreach (var row in history.Recording.Transcript)
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"  {row.Seq}/{row.TurnSeq} {row.At:MM-dd HH:mm:ss.fff} {(row.FromBot ? "we" : "she")} [{row.Understood}] {row.Text?.ReplaceLineEndings(" / ")}"));
    }

    private static Asked? Parse(string[] arguments)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (arguments.Length % 2 != 0) return null;
        foreach (var pair in arguments.Chunk(2)) values[pair[0]] = pair[1];
        if (values.Keys.Any(name => name is not ("--seed" or "--conversations" or "--faults" or "--conversation"))) return null;
        var seeds = values.GetValueOrDefault("--seed", "1").Split(',').Select(Number).ToList();
        var faults = FaultsOf(values.GetValueOrDefault("--faults"));
        var only = values.TryGetValue("--conversation", out var text) ? Number(text) : null;
        return Number(values.GetValueOrDefault("--conversations", "300")) is not { } conversations || conversations == 0 || seeds.Contains(null) || faults is null || text is not null && only is null
            ? null
            : new Asked([.. seeds.OfType<int>()], conversations, faults.Value, only);
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static Faults? FaultsOf(string? text)
    {
        if (text is null) return Faults.All;
        var faults = Faults.None;
        foreach (var name in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (Enum.TryParse<Faults>(name, ignoreCase: true, out var fault) && !char.IsAsciiDigit(name[0])) faults |= fault;
            else return null;
        return faults;
    }

    private static string Names(Faults faults) => faults.ToString().ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal);

    private sealed record Asked(IReadOnlyList<int> Seeds, int Conversations, Faults Faults, int? Only);
}

namespace ServiceBot.Tools.Simulation;

/// <param name="Broken">By the number of the conversation; -1: of no single one.</param>
internal sealed record SimulationResult(int Seed, int Conversations, IReadOnlyList<(int Number, Broken Broken)> Broken)
{
    public long Messages { get; init; }
    /// <summary>Acknowledgements: above <see cref="Messages"/> by what was delivered again.</summary>
    public long Deliveries { get; init; }
    public long Cases { get; init; }
    public long Letters { get; init; }
    public long OnPhones { get; init; }
    public int PowerCuts { get; init; }
    /// <summary>Until the last conversation was over; then the agents' chats are looked through.</summary>
    public TimeSpan Lived { get; init; }
    public TimeSpan Took { get; init; }

    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"seed {Seed}: {Conversations} conversations, {Messages} messages delivered {Deliveries} times, {Cases} cases, {Letters} letters, {OnPhones} texts on phones, {PowerCuts} power cuts, {Took.TotalSeconds:0.0} s ({Lived.TotalSeconds:0.0} s of conversations): {(Broken.Count == 0 ? "no invariant broken" : $"{Broken.Count} BROKEN")}");
}

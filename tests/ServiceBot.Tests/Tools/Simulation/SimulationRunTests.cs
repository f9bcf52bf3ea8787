using System.Collections.Concurrent;
using ServiceBot.Tools.Simulation;

namespace ServiceBot.Tests.Tools.Simulation;

public sealed class SimulationRunTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>What is broken is named with its seed and number, so that it can be lived again.</summary>
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task A_hundred_conversations_with_every_fault_break_no_invariant(int seed)
    {
        var result = await new SimulationRun(seed, 100, Faults.All).RunAsync(null, Token);

        Assert.Empty(result.Broken.Select(broken => $"simulate --seed {seed} --conversations 100 --conversation {broken.Number}: {broken.Broken}"));
        Assert.Equal(1, result.PowerCuts);
        Assert.True(result.Deliveries > result.Messages * 1.1, "messages were delivered again");
        Assert.True(result.Cases > 40, $"{result.Cases} cases");
        Assert.True(result.Letters > 100, $"{result.Letters} letters");
        Assert.True(result.OnPhones > 300, $"{result.OnPhones} texts");
    }

    [Fact]
    public async Task A_conversation_lives_again_alone_as_it_did_among_the_others()
    {
        var among = await SaidAsync(20, null);
        var alone = await SaidAsync(20, 7);
        Assert.Equal(20, among.Count);
        Assert.Equal(among[7], Assert.Single(alone).Value);
    }

    private static async Task<ConcurrentDictionary<int, string>> SaidAsync(int conversations, int? only)
    {
        var said = new ConcurrentDictionary<int, string>();
        const Faults HersAlone = Faults.Dup | Faults.Delay | Faults.Split | Faults.LostAck;
        await new SimulationRun(5, conversations, HersAlone)
        {
            Seen = (number, history) => said[number] = string.Join('\n', history.Sent.Select(message => $"{message.Key} {message.Text}")),
        }.RunAsync(only, Token);
        return said;
    }
}

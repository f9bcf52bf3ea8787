using ServiceBot.Tools;

namespace ServiceBot.Tests.Tools;

public sealed class SimulateCommandTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--seed")]
    [InlineData("--seed", "x")]
    [InlineData("--faults", "dup,gremlins")]
    [InlineData("--faults", "3")]
    [InlineData("--conversations", "0")]
    [InlineData("--speed", "1")]
    public async Task Wrong_arguments_get_the_usage(params string[] arguments)
    {
        using var output = new StringWriter();
        Assert.Equal(2, await SimulateCommand.RunAsync(arguments, output, Token));
        Assert.StartsWith(SimulateCommand.Usage, output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_went_well_is_one_line_and_ends_with_zero()
    {
        using var output = new StringWriter();
        Assert.Equal(0, await SimulateCommand.RunAsync(["--seed", "3", "--conversations", "5", "--faults", "none"], output, Token));
        Assert.Matches("^seed 3: 5 conversations, [0-9]+ messages delivered [0-9]+ times, .* no invariant broken\r?\n$", output.ToString());
    }
}

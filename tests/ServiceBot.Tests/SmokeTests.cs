namespace ServiceBot.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void Runner_runs() => Assert.Equal(4, int.Parse("4", System.Globalization.CultureInfo.InvariantCulture));
}

using System.Net;
using ServiceBot.Tests.Support;
using ServiceBot.Tools;

namespace ServiceBot.Tests.Tools;

public sealed class AccountCommandTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task An_account_made_here_signs_in_from_anywhere_with_the_password_given()
    {
        var (code, output) = await RunAsync("correct horse battery", "add", "zhaomin", "--role", "staff", "--region", "130123000000", "--display", "Zhao Min");
        Assert.Equal(0, code);
        Assert.DoesNotContain("correct horse", output, StringComparison.Ordinal);

        using var browser = app.Browser(from: "203.0.113.7");
        using var response = await browser.TrySignInAsync("zhaomin", "correct horse battery");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Contains("Zhao Min", await browser.ReadAsync("/console/second-factor"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_password_one_is_made_and_printed()
    {
        var (code, output) = await RunAsync(null, "add", "lihua", "--role", "admin");
        Assert.Equal(0, code);
        var password = output.Split("  ", StringSplitOptions.TrimEntries)[1];
        using var browser = app.Browser();
        using var response = await browser.TrySignInAsync("lihua", password);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
    }

    [Theory]
    [InlineData("add", "x", "--role", "staff")]
    [InlineData("add", "x", "--role", "staff", "--region", "1301")]
    [InlineData("add", "x", "--role", "agent")]
    [InlineData("add", "x", "--role", "admin", "--proxy-agent", "a")]
    [InlineData("add", "x", "--role", "king")]
    [InlineData("add", "--role", "admin")]
    [InlineData("remove", "x")]
    [InlineData("add", "x", "--role")]
    public async Task An_incomplete_command_explains_itself_and_makes_nothing(params string[] arguments)
    {
        var (code, output) = await RunAsync("correct horse battery", arguments);
        Assert.Equal(2, code);
        Assert.Contains("account add NAME", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_short_password_and_a_taken_name_are_refused()
    {
        Assert.Equal(1, (await RunAsync("short", "add", "wangwu", "--role", "admin")).Code);
        Assert.Equal(1, (await RunAsync("correct horse battery", "add", "admin", "--role", "admin")).Code);
    }

    private async Task<(int Code, string Output)> RunAsync(string? password, params string[] arguments)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var command = ActivatorUtilities.CreateInstance<AccountCommand>(scope.ServiceProvider);
        using var output = new StringWriter();
        using var input = password is null ? null : new StringReader(password);
        var code = await command.RunAsync(arguments, input, output, TestContext.Current.CancellationToken);
        return (code, output.ToString());
    }
}

using Microsoft.EntityFrameworkCore;
using ServiceBot.Cases;
using ServiceBot.Domain.Cases;
using ServiceBot.Tests.Support;
using ServiceBot.Tools;

namespace ServiceBot.Tests.Tools;

public sealed class LedgerCommandTests : IAsyncLifetime
{
    private readonly App _app = new();
    private string _reference = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _reference = await _app.OpenErrandAsync("dl-ledger");
        await _app.ActAsync(_reference, new CaseCommand.TakeOn());
        await _app.ActAsync(_reference, new CaseCommand.Supplement(["照片"]));
        await _app.OpenErrandAsync("dl-other");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task An_untouched_ledger_holds()
    {
        Assert.Equal((0, "2 cases, 4 events, 0 broken chains"), await RunAsync());
        Assert.Equal((0, "1 cases, 3 events, 0 broken chains"), await RunAsync(_reference));
    }

    [Theory]
    [InlineData("UPDATE CaseEventRow SET ActorId = 'AGENT-B' WHERE Number = 2", "event 2 of 3 does not fit")]
    [InlineData("DELETE FROM CaseEventRow WHERE Number = 2", "event 2 of 2 does not fit")]
    [InlineData("DELETE FROM CaseEventRow WHERE Number = 3", "the events end at 2, the case says there is more")]
    [InlineData("UPDATE CaseRow SET State = 9 WHERE ConversationId = 'dl-ledger'", "the case's row says something that its events do not")]
    public async Task What_was_changed_behind_its_back_is_told(string sql, string fault)
    {
        await TamperAsync(sql);
        var (code, text) = await RunAsync();
        Assert.Equal(1, code);
        Assert.Contains($"case {_reference}: {fault}", text, StringComparison.Ordinal);
        Assert.EndsWith("1 broken chains", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_whose_case_is_gone_are_told()
    {
        await TamperAsync("DELETE FROM CaseRow WHERE ConversationId = 'dl-ledger'");
        var (code, text) = await RunAsync();
        Assert.Equal(1, code);
        Assert.Contains("3 events belong to no case", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12")]
    [InlineData("260000019", "260000028")]
    public async Task Wrong_arguments_get_the_usage(params string[] arguments) => Assert.Equal((2, LedgerCommand.Usage), await RunAsync(arguments));

    private Task<int> TamperAsync(string sql) => _app.InStoreAsync(db =>
    {
        var (events, cases) = (db.Model.FindEntityType(typeof(CaseEventRow))!.GetTableName(), db.Model.FindEntityType(typeof(CaseRow))!.GetTableName());
        return db.Database.ExecuteSqlRawAsync(sql.Replace("CaseEventRow", $"\"{events}\"", StringComparison.Ordinal).Replace("CaseRow", $"\"{cases}\"", StringComparison.Ordinal), Token);
    });

    private async Task<(int, string)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        var command = ActivatorUtilities.CreateInstance<LedgerCommand>(_app.Services);
        return (await command.RunAsync(arguments, output, Token), output.ToString().TrimEnd());
    }
}

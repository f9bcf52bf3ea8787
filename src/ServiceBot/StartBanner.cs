using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ServiceBot.Console;
using ServiceBot.Platform;
using ServiceBot.Platform.Accounts;

namespace ServiceBot;

/// <summary>What the console shows once the service answers: where its pages are, and the sample accounts while there are any.</summary>
internal sealed class StartBanner(IServer server, TextBook texts, IServiceScopeFactory scopes)
{
    public async Task PrintAsync(CancellationToken cancellationToken)
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        if (address is null) return;
        await using var scope = scopes.CreateAsyncScope();
        var accounts = await scope.ServiceProvider.GetRequiredService<SampleAccounts>().DescribeAsync(cancellationToken);
        var lines = new List<string>
        {
            "",
            Line("banner_page", address + "/"),
            Line("banner_errands", address + Links.Errands),
            Line("banner_staff", address + Links.Conversations),
            Line("banner_directline", address + "/v3/directline"),
        };
        if (accounts.Count > 0) lines.AddRange(["", texts.Template("banner_accounts", "zh"), texts.Template("banner_accounts", "en"), .. accounts.Select(account => "  " + account)]);
        lines.Add("");
        await System.Console.Out.WriteLineAsync(string.Join(Environment.NewLine, lines).AsMemory(), cancellationToken);
    }

    private string Line(string text, string address) => $"  {address,-44} {texts.Template(text, "zh")} / {texts.Template(text, "en")}";
}

using Microsoft.AspNetCore.Identity;
using ServiceBot.Data;
using ServiceBot.Platform.Accounts;

namespace ServiceBot.Tools;

/// <summary>
/// <c>-- account add NAME --role agent|staff|admin [--display TEXT] [--region CODE] [--proxy-agent ID]</c>: makes a real account. The
/// password is the first line of standard input when that is redirected, else a random one is made and printed once.
/// </summary>
internal sealed class AccountCommand(StoreSetup store, UserManager<Account> users, AuditLog audit, TimeProvider time)
{
    internal const string Usage =
        "account add NAME --role agent|staff|admin [--display TEXT] [--region 12-DIGIT-CODE] [--proxy-agent ID]   (password on standard input)";

    /// <returns>Exit code: 0 made, 1 refused, 2 wrong arguments.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextReader? input, TextWriter output, CancellationToken cancellationToken)
    {
        if (Parse(arguments) is not { } asked || Fault(asked) is { } fault && await Say(output, fault))
        {
            await output.WriteLineAsync(Usage.AsMemory(), cancellationToken);
            return 2;
        }

        await store.RunAsync(cancellationToken);
        var given = input is null ? null : await input.ReadLineAsync(cancellationToken);
        var password = given ?? SampleAccounts.NewPassword();
        var account = new Account
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
            UserName = asked.Name,
            DisplayName = asked.Display ?? asked.Name,
            Role = asked.Role,
            RegionCode = asked.Region,
            ProxyAgentId = asked.ProxyAgent,
            CreatedAt = time.GetUtcNow(),
        };
        var result = await users.CreateAsync(account, password);
        if (!result.Succeeded)
        {
            foreach (var error in result.Errors) await Say(output, error.Description);
            return 1;
        }

        await audit.WriteAsync(SignedIn.Of(account) with { AccountId = "command line" }, AuditActs.AccountAdded, account.Id, cancellationToken);
        await Say(output, given is null ? $"{asked.Name}  {password}" : $"{asked.Name} can sign in.");
        return 0;
    }

    private static async Task<bool> Say(TextWriter output, string line)
    {
        await output.WriteLineAsync(line);
        return true;
    }

    private static string? Fault(Asked asked) => asked switch
    {
        { Region: { } region } when region.Length != 12 || !region.All(char.IsAsciiDigit) => "--region is a 12-digit code.",
        { Role: AccountRole.Agent, ProxyAgent: null } => "An agent's account needs --proxy-agent.",
        { Role: AccountRole.Staff, Region: null } => "A staff account needs --region: it is what she may see.",
        { Role: not AccountRole.Agent, ProxyAgent: not null } => "--proxy-agent goes with --role agent only.",
        _ => null,
    };

    /// <summary>Null: not a complete command.</summary>
    private static Asked? Parse(IReadOnlyList<string> arguments)
    {
        if (arguments is not ["add", var name, ..] || name.StartsWith('-')) return null;
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 2; i < arguments.Count; i += 2)
        {
            if (i + 1 >= arguments.Count || arguments[i] is not ("--role" or "--display" or "--region" or "--proxy-agent")) return null;
            options[arguments[i]] = arguments[i + 1];
        }

        return Enum.TryParse<AccountRole>(options.GetValueOrDefault("--role"), ignoreCase: true, out var role) && Enum.IsDefined(role)
            ? new Asked(name, role, options.GetValueOrDefault("--display"), options.GetValueOrDefault("--region"), options.GetValueOrDefault("--proxy-agent"))
            : null;
    }

    private sealed record Asked(string Name, AccountRole Role, string? Display, string? Region, string? ProxyAgent);
}

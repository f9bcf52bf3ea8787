using System.Security.Claims;

namespace ServiceBot.Platform.Accounts;

/// <summary>
/// Who acts, taken from the login and from nowhere else. <see cref="Sees"/> is the one place that draws the border of a region.
/// </summary>
internal sealed record SignedIn(string AccountId, string Name, AccountRole Role, string? RegionCode, string? ProxyAgentId)
{
    internal const string RoleClaim = "role";
    internal const string RegionClaim = "region";
    internal const string ProxyAgentClaim = "proxy_agent";
    internal const string NameClaim = "display_name";

    /// <exception cref="InvalidOperationException">Nobody signed in: the page has no policy, which is a bug.</exception>
    public static SignedIn From(ClaimsPrincipal principal)
    {
        var id = principal.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("Nobody has signed in.");
        return new SignedIn(
            id,
            principal.FindFirstValue(NameClaim) ?? id,
            Enum.TryParse<AccountRole>(principal.FindFirstValue(RoleClaim), out var role) ? role : AccountRole.Agent,
            principal.FindFirstValue(RegionClaim),
            principal.FindFirstValue(ProxyAgentClaim));
    }

    public static SignedIn Of(Account account) =>
        new(account.Id, account.DisplayName, account.Role, account.RegionCode, account.ProxyAgentId);

    /// <summary>First digits that every region of hers begins with: empty for the whole service, null where she has no region.</summary>
    public string? RegionPrefix => Role switch
    {
        AccountRole.Admin => "",
        AccountRole.Staff when RegionCode is not null => PrefixOf(RegionCode),
        _ => null,
    };

    public bool Sees(string? regionCode) =>
        RegionPrefix is { } prefix && (prefix.Length == 0 || regionCode?.StartsWith(prefix, StringComparison.Ordinal) == true);

    /// <summary>
    /// A conversation that never became a case belongs to no region. County level and above read these: somebody has to answer the
    /// questions nobody could, and a township has no claim on what may be its neighbour's.
    /// </summary>
    public bool SeesConversationsWithoutCase => RegionPrefix is { Length: <= CountyDigits };

    private const int CountyDigits = 6;

    /// <summary>
    /// Digits of a 12-digit statistical code that stand for its level: 13 province, 1301 city, 130133 county, 130133101 township, all 12
    /// a village.
    /// </summary>
    internal static string PrefixOf(string regionCode)
    {
        ReadOnlySpan<int> ends = [2, 4, 6, 9];
        foreach (var end in ends)
            if (regionCode.Length >= end && regionCode.AsSpan(end).TrimStart('0').IsEmpty)
                return regionCode[..end];
        return regionCode;
    }
}

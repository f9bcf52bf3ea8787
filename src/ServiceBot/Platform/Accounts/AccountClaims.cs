using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ServiceBot.Platform.Accounts;

/// <summary>Puts role, region and proxy agent into the cookie; they are read again with each check of the security stamp.</summary>
internal sealed class AccountClaims(UserManager<Account> users, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Account>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Account user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(SignedIn.NameClaim, user.DisplayName));
        identity.AddClaim(new Claim(SignedIn.RoleClaim, user.Role.ToString()));
        if (user.RegionCode is not null) identity.AddClaim(new Claim(SignedIn.RegionClaim, user.RegionCode));
        if (user.ProxyAgentId is not null) identity.AddClaim(new Claim(SignedIn.ProxyAgentClaim, user.ProxyAgentId));
        return identity;
    }
}

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceBot.Data;

namespace ServiceBot.Platform.Accounts;

/// <summary>Sign-in for console and agents' pages: Identity's password hashes, lockout and second factor, one cookie, two policies.</summary>
internal static class AccountsFeature
{
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AccountOptions>().BindConfiguration(AccountOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccountOptions>, AccountOptionsValidator>();
        services.AddOptions<SampleOptions>().BindConfiguration(SampleOptions.Section);

        services.AddIdentityCore<Account>(ConfigureIdentity)
            .AddSignInManager()
            .AddDefaultTokenProviders()
            .AddClaimsPrincipalFactory<AccountClaims>();
        services.AddScoped<IUserStore<Account>, UserOnlyStore<Account, BotDb>>();
        services.AddOptions<IdentityOptions>().Configure<IOptions<AccountOptions>>(Lockout);
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.FromMinutes(1));

        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<IOptions<AccountOptions>>(Cookie);
        services.AddAuthorizationBuilder()
            .AddPolicy(AccountPolicies.ProxyAgent, policy => Require(policy, AccountRole.Agent).RequireClaim(SignedIn.ProxyAgentClaim))
            .AddPolicy(AccountPolicies.Staff, policy => Require(policy, AccountRole.Staff, AccountRole.Admin));

        services.AddScoped<AuditLog>();
        services.AddScoped<SampleAccounts>();
    }

    private static AuthorizationPolicyBuilder Require(AuthorizationPolicyBuilder policy, params AccountRole[] roles) =>
        policy.RequireAuthenticatedUser().RequireClaim(SignedIn.RoleClaim, roles.Select(role => role.ToString()));

    private static void ConfigureIdentity(IdentityOptions options)
    {
        // Length beats symbols: people write a forced "!" on the screen's edge.
        options.Password.RequiredLength = 12;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Password.RequiredUniqueChars = 5;
    }

    private static void Lockout(IdentityOptions options, IOptions<AccountOptions> accounts)
    {
        options.Lockout.MaxFailedAccessAttempts = accounts.Value.MaxFailures;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(accounts.Value.LockoutMinutes);
    }

    private static void Cookie(CookieAuthenticationOptions options, IOptions<AccountOptions> accounts)
    {
        options.Cookie.Name = "servicebot";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromHours(accounts.Value.SessionHours);
        options.SlidingExpiration = true;
        options.LoginPath = "/sign-in";
        options.LogoutPath = "/sign-out";
        options.Events.OnSigningIn = context =>
        {
            // TLS may end at a proxy. A caller who lies here only makes his own cookie stricter.
            if (context.Request.Headers["X-Forwarded-Proto"] == "https") context.CookieOptions.Secure = true;
            return Task.CompletedTask;
        };
        options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    /// <summary>A page asks a person to sign in; a script that asked for data or events gets the bare status.</summary>
    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        var accepts = context.Request.Headers.Accept.ToString();
        if (accepts.Contains("text/html", StringComparison.OrdinalIgnoreCase) || IsPlainGet(context.Request, accepts))
            context.Response.Redirect(context.RedirectUri);
        else
            context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static bool IsPlainGet(HttpRequest request, string accepts) =>
        HttpMethods.IsGet(request.Method) && accepts.Length == 0 && !request.Path.Value!.EndsWith("/events", StringComparison.Ordinal);
}

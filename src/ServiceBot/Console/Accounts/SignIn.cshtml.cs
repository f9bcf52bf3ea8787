using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using ServiceBot.Platform;
using ServiceBot.Platform.Accounts;

namespace ServiceBot.Console.Accounts;

/// <summary>Name and password. A wrong name and a wrong password read the same and take as long.</summary>
internal sealed partial class SignInModel(
    SignInManager<Account> signIn, AuditLog audit, IOptions<SampleOptions> samples, ILogger<SignInModel> logger) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    /// <summary>Text id of what went wrong; null at first.</summary>
    public string? Problem { get; private set; }

    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? Redirect(Links.Home) : Page();

    public async Task<IActionResult> OnPostAsync(string? password, CancellationToken cancellationToken)
    {
        var account = await signIn.UserManager.FindByNameAsync(Name?.Trim() ?? "");
        if (account is null)
        {
            signIn.UserManager.PasswordHasher.HashPassword(Nobody, password ?? "");
            Log.Unknown(logger);
            return Refuse("console_sign_in_wrong");
        }

        if (account.IsSample && !samples.Value.AllowRemote && !HttpContext.IsLoopback()) return Refuse("console_sign_in_sample");

        var result = await signIn.PasswordSignInAsync(account, password ?? "", isPersistent: false, lockoutOnFailure: true);
        if (result.RequiresTwoFactor) return Redirect(Links.With(Links.SignInCode, ("returnUrl", ReturnUrl)));
        if (result.IsLockedOut)
        {
            Log.Locked(logger, account.Id);
            return Refuse("console_sign_in_locked");
        }

        if (!result.Succeeded)
        {
            Log.Wrong(logger, account.Id);
            return Refuse("console_sign_in_wrong");
        }

        await audit.WriteAsync(SignedIn.Of(account), AuditActs.SignedIn, account.Id, cancellationToken);
        return Url.IsLocalUrl(ReturnUrl) ? LocalRedirect(ReturnUrl) : Redirect(Links.Home);
    }

    private PageResult Refuse(string problem)
    {
        Problem = problem;
        return Page();
    }

    private static readonly Account Nobody = new() { DisplayName = "", Role = AccountRole.Agent, CreatedAt = default };

    private static partial class Log
    {
        [LoggerMessage(4101, LogLevel.Information, "A sign-in named no account")]
        public static partial void Unknown(ILogger logger);

        [LoggerMessage(4102, LogLevel.Information, "Account {Account} gave a wrong password")]
        public static partial void Wrong(ILogger logger, string account);

        [LoggerMessage(4103, LogLevel.Warning, "Account {Account} is locked after too many wrong passwords")]
        public static partial void Locked(ILogger logger, string account);
    }
}

using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ServiceBot.Platform.Accounts;

namespace ServiceBot.Console.Accounts;

/// <summary>The second factor: six digits of an authenticator, or one of the recovery codes.</summary>
internal sealed class SignInCodeModel(SignInManager<Account> signIn, AuditLog audit) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string? Problem { get; private set; }

    public async Task<IActionResult> OnGetAsync() =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is null ? Redirect(Links.SignIn) : Page();

    public async Task<IActionResult> OnPostAsync(string? code, CancellationToken cancellationToken)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } account) return Redirect(Links.SignIn);

        var given = (code ?? "").Replace(" ", "", StringComparison.Ordinal);
        var result = given.Length == 6
            ? await signIn.TwoFactorAuthenticatorSignInAsync(given, isPersistent: false, rememberClient: false)
            : await signIn.TwoFactorRecoveryCodeSignInAsync(given);
        if (!result.Succeeded)
        {
            Problem = result.IsLockedOut ? "console_sign_in_locked" : "console_code_wrong";
            return Page();
        }

        await audit.WriteAsync(SignedIn.Of(account), AuditActs.SignedIn, account.Id, cancellationToken);
        return Url.IsLocalUrl(ReturnUrl) ? LocalRedirect(ReturnUrl) : Redirect(Links.Home);
    }
}

using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ServiceBot.Platform.Accounts;

namespace ServiceBot.Console.Accounts;

/// <summary>Turns one's own second factor (TOTP, RFC 6238) on and off. The key is shown as text: it is typed or opened, never sent anywhere.</summary>
internal sealed class SecondFactorModel(UserManager<Account> users, SignInManager<Account> signIn) : PageModel
{
    private const int CodesGiven = 8;

    public bool Enabled { get; private set; }
    public string Key { get; private set; } = "";
    public string KeyUri { get; private set; } = "";
    public string? Problem { get; private set; }
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync() =>
        await users.GetUserAsync(User) is { } account ? await ShowAsync(account) : Challenge();

    public async Task<IActionResult> OnPostAsync(string? code)
    {
        if (await users.GetUserAsync(User) is not { } account) return Challenge();

        var given = (code ?? "").Replace(" ", "", StringComparison.Ordinal);
        if (!await users.VerifyTwoFactorTokenAsync(account, users.Options.Tokens.AuthenticatorTokenProvider, given))
        {
            Problem = "console_code_wrong";
            return await ShowAsync(account);
        }

        await users.SetTwoFactorEnabledAsync(account, true);
        RecoveryCodes = [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(account, CodesGiven) ?? []];
        await signIn.RefreshSignInAsync(account);
        return Page();
    }

    public async Task<IActionResult> OnPostOffAsync()
    {
        if (await users.GetUserAsync(User) is not { } account) return Challenge();
        await users.SetTwoFactorEnabledAsync(account, false);
        await users.ResetAuthenticatorKeyAsync(account);
        await signIn.RefreshSignInAsync(account);
        return Redirect(Links.SecondFactor);
    }

    private async Task<IActionResult> ShowAsync(Account account)
    {
        Enabled = await users.GetTwoFactorEnabledAsync(account);
        if (Enabled) return Page();

        if (string.IsNullOrEmpty(await users.GetAuthenticatorKeyAsync(account))) await users.ResetAuthenticatorKeyAsync(account);
        var key = (await users.GetAuthenticatorKeyAsync(account))!;
        Key = string.Join(' ', key.Chunk(4).Select(part => new string(part)));
        KeyUri = $"otpauth://totp/ServiceBot:{Uri.EscapeDataString(account.UserName!)}?secret={key}&issuer=ServiceBot&digits=6";
        return Page();
    }
}

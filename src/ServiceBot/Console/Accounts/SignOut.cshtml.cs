using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ServiceBot.Platform.Accounts;

namespace ServiceBot.Console.Accounts;

/// <summary>Leaves. Only by POST: a link in a message must not sign anybody out.</summary>
internal sealed class SignOutModel(SignInManager<Account> signIn) : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        return Redirect(Links.SignIn);
    }
}

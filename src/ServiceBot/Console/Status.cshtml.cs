using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ServiceBot.Console;

/// <summary>A status code in words. Says nothing about whether the thing exists elsewhere.</summary>
[IgnoreAntiforgeryToken]
internal sealed class StatusModel : PageModel
{
    public string Heading { get; private set; } = "console_status_other";

    public string Explanation => Heading + "_why";

    public void OnGet(int code) => Show(code);

    public void OnPost(int code) => Show(code);

    private void Show(int code)
    {
        Heading = code switch
        {
            StatusCodes.Status403Forbidden => "console_status_403",
            StatusCodes.Status404NotFound => "console_status_404",
            StatusCodes.Status400BadRequest => "console_status_400",
            _ => "console_status_other",
        };
        if (HttpContext.Features.Get<Microsoft.AspNetCore.Diagnostics.IStatusCodeReExecuteFeature>() is null)
            Response.StatusCode = StatusCodes.Status404NotFound;
    }
}

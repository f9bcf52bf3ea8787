namespace ServiceBot.Console;

/// <summary>
/// What every page of the console says to the browser: nothing from elsewhere, no inline script or style, no framing, no caching of
/// pages about people; and it remembers the language that was asked for.
/// </summary>
internal static class ConsoleHeaders
{
    public static Task Write(HttpContext context, RequestDelegate next)
    {
        var host = context.Request.Host.ToUriComponent();
        var headers = context.Response.Headers;
        // ws: is named because older browsers do not count it as 'self'; the agent's own chat needs it.
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
            + $"connect-src 'self' ws://{host} wss://{host}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-cache, no-store";
        if (context.Request.Query["lang"].ToString() is "en" or "zh")
            context.Response.Cookies.Append(PageText.Cookie, context.Request.Query["lang"]!, Remember);
        return next(context);
    }

    private static readonly CookieOptions Remember = new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), Path = "/", IsEssential = true,
    };

    public static bool Concerns(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/console", StringComparison.Ordinal)
        || context.Request.Path.StartsWithSegments("/sign-in", StringComparison.Ordinal)
        || context.Request.Path.StartsWithSegments("/sign-out", StringComparison.Ordinal);
}

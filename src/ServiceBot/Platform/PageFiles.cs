using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace ServiceBot.Platform;

/// <summary>
/// Files of wwwroot: compressed, asked for again on each visit (an unchanged one is answered with 304), and without the right to run
/// anything that does not come from here.
/// </summary>
internal static class PageFiles
{
    private static readonly string[] Texts = [".html", ".js", ".css", ".json", ".svg"];

    public static void AddPageFiles(this WebApplicationBuilder builder)
    {
        builder.Services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml"];
        });
        builder.Services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        builder.Services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
    }

    public static void UsePageFiles(this WebApplication app)
    {
        app.UseDefaultFiles();
        // Files only: a compressed answer that carries a secret and words of a stranger gives the secret away by its length.
        app.UseWhen(IsText, files => files.UseResponseCompression());
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = context => Harden(context.Context) });
    }

    private static bool IsText(HttpContext context) =>
        Texts.Contains(Path.GetExtension(context.Request.Path.Value), StringComparer.OrdinalIgnoreCase)
        && !context.Request.Path.StartsWithSegments("/openapi", StringComparison.Ordinal);

    /// <summary>
    /// Scripts, styles and words from this address only; blob: is a photo that the resident has just chosen; ws: is named because older
    /// browsers do not count it as 'self'. Nothing inline, so a text that slipped through as markup stays harmless.
    /// </summary>
    private static void Harden(HttpContext context)
    {
        var host = context.Request.Host.ToUriComponent();
        var headers = context.Response.Headers;
        headers.CacheControl = "no-cache";
        headers.XContentTypeOptions = "nosniff";
        // The page's rules hold for all that it loads; repeated with each of its small files they would weigh more than some of them.
        if (context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) != true) return;
        headers.ContentSecurityPolicy =
            $"default-src 'self'; connect-src 'self' ws://{host} wss://{host}; img-src 'self' blob:; object-src 'none'; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'self'";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(self), microphone=(self), geolocation=()";
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceBot.Channels;

/// <summary>
/// Why a call was refused, in the protocol's error shape. The status and the code are stable and clients act on them: 403 means "get a new
/// token", 404 "this conversation is over", 5xx "post again". The message is for developers.
/// </summary>
/// <remarks><code>{"error":{"code":"TokenExpired","message":"Token has expired"}}</code></remarks>
internal static class Refusals
{
    public static IResult NoCredentials => Of(401, "Unauthorized", "Missing or malformed Authorization header: Bearer and a token or the secret.");

    public static IResult BadToken => Of(401, "Unauthorized", "The token is not one of this host.");

    public static IResult TokenExpired => Of(403, "TokenExpired", "Token has expired.");

    public static IResult NotYours => Of(403, "BadArgument", "The token is for another conversation.");

    public static IResult NotForUs => Of(403, "Forbidden", "The token is genuine, but not for this app, channel or service address.");

    public static IResult ServerOnly => Of(403, "Forbidden", "This needs the secret, not a token.");

    public static IResult UnknownConversation => Of(404, "BadArgument", "Unknown conversation.");

    public static IResult TooLarge(long limit) =>
        Of(413, "MessageSizeTooBig", string.Create(CultureInfo.InvariantCulture, $"The body may have {limit} bytes."));

    public static IResult UnknownAttachment => Of(404, "BadArgument", "Unknown attachment.");

    public static IResult TooManyFiles(int limit) =>
        Of(413, "MessageSizeTooBig", string.Create(CultureInfo.InvariantCulture, $"A message may have {limit} files."));

    public static IResult TypeNotTaken => Of(415, "UnsupportedMediaType", "Files are taken as JPEG, PNG, WebP, GIF or PDF.");

    public static IResult StoreAway => new Refusal(503, "ServiceUnavailable", "The store is not available; send again.", 2);

    public static IResult TooMany(int retryAfterSeconds) =>
        new Refusal(429, "TooManyRequests", "Too many calls; wait.", retryAfterSeconds);

    public static IResult BadRequest(string code, string message) => Of(400, code, message);

    private static Refusal Of(int status, string code, string message) => new(status, code, message, null);

    /// <summary>Written by hand: one shape, no allocation of a serializer, and it never says more than this.</summary>
    private sealed class Refusal(int status, string code, string message, int? retryAfterSeconds) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = status;
            if (retryAfterSeconds is { } seconds) response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return response.WriteAsJsonAsync(
                new ErrorResponse(new ErrorBody(code, message)), RefusalJson.Default.ErrorResponse, cancellationToken: httpContext.RequestAborted);
        }
    }
}

internal sealed record ErrorResponse(ErrorBody Error);

internal sealed record ErrorBody(string Code, string Message);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ErrorResponse))]
internal sealed partial class RefusalJson : JsonSerializerContext;

namespace ServiceBot.Channels.DirectLine;

/// <summary>
/// The one check in front of every Direct Line call: who calls, and is this conversation his. Authentication schemes of ASP.NET Core
/// would cost more than the message itself, so it is written out. What fails behind it is answered with 503: the clients post again
/// after any 5xx, and nothing but this sentence goes outside.
/// </summary>
internal sealed partial class DirectLineAccess(DirectLineTokens tokens, DirectLineSecret secret, ILogger<DirectLineAccess> logger) : IEndpointFilter
{
    private const string Scheme = "Bearer ";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (Bearer(http.Request) is not { } shown) return Refusals.NoCredentials;
        if (Identify(shown, out var caller) is { } refusal) return refusal;
        if (http.Request.RouteValues.TryGetValue("conversationId", out var value) && value is string id)
        {
            if (!caller.IsServer && caller.ConversationId != id) return Refusals.NotYours;
            if (!id.StartsWith(ConversationIds.Prefix, StringComparison.Ordinal) || id.Length > 100) return Refusals.UnknownConversation;
        }

        http.Features.Set(caller);
        try
        {
            return await next(context);
        }
        catch (Exception exception) when (exception is not BadHttpRequestException && !http.RequestAborted.IsCancellationRequested)
        {
            Log.Failed(logger, http.Request.Method, http.Request.Path, exception);
            return Refusals.StoreAway;
        }
    }

    /// <returns>Null when the header is missing or is not <c>Bearer</c> and something.</returns>
    public static string? Bearer(HttpRequest request)
    {
        string? header = request.Headers.Authorization;
        return header is not null && header.Length > Scheme.Length && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : null;
    }

    private IResult? Identify(string shown, out DirectLineCaller caller)
    {
        caller = DirectLineCaller.Server;
        if (secret.Is(shown)) return null;
        var check = tokens.Check(shown);
        if (check.Caller is null) return Refusals.BadToken;
        caller = check.Caller;
        return check.IsExpired ? Refusals.TokenExpired : null;
    }

    private static partial class Log
    {
        [LoggerMessage(4001, LogLevel.Error, "{Method} {Path} failed and was answered with 503")]
        public static partial void Failed(ILogger logger, string method, string path, Exception exception);
    }
}

internal static class CallerOfContext
{
    /// <summary>Set by <see cref="DirectLineAccess"/>.</summary>
    public static DirectLineCaller Caller(this HttpContext context) => context.Features.Get<DirectLineCaller>()
        ?? throw new InvalidOperationException("This endpoint is not behind DirectLineAccess.");
}

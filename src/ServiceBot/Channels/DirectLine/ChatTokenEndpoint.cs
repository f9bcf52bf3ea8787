using Microsoft.Extensions.Options;

namespace ServiceBot.Channels.DirectLine;

/// <summary>
/// The way in for our own page. A browser without a token becomes a new, unnamed user with a new conversation; one that shows its last
/// token, even an expired one, comes back into its conversation. An agent's expired token brings nobody back: he signs in again.
/// </summary>
internal static class ChatTokenEndpoint
{
    public static void MapChatToken(this IEndpointRouteBuilder routes) => routes.MapPost("/chat/token", PostAsync).ExcludeFromDescription();

    private static async Task<IResult> PostAsync(
        HttpContext context, DirectLineTokens tokens, DirectLineLimits limits, IOptions<DirectLineOptions> options, TimeProvider time)
    {
        if (limits.Token(context.Connection.RemoteIpAddress) is { } tooMany) return tooMany;
        var (body, refusal) = await OptionalBody.ReadAsync(context, WireJson.Default.ChatTokenRequest);
        if (body is null) return refusal!;
        var shown = string.IsNullOrEmpty(body.Token) ? TokenCheck.Wrong : tokens.Check(body.Token);
        var caller = shown.Caller;
        if (caller is not null && shown.IsExpired && caller.ProxyAgentId is not null) return Refusals.TokenExpired;
        if (caller is null || caller.Issued.AddDays(options.Value.ReturnDays) < time.GetUtcNow()
            || (body.ConversationId is { } wanted && wanted != caller.ConversationId))
            caller = tokens.NewCaller(ConversationIds.New(), ConversationIds.NewUser());
        if (tokens.Renew(caller) is not { } token) return Refusals.TokenExpired;
        return TypedResults.Json(
            new ConversationResponse
            {
                ConversationId = caller.ConversationId!,
                UserId = caller.UserId,
                Token = token,
                ExpiresIn = tokens.LifeSeconds,
            },
            WireJson.Default.ConversationResponse);
    }
}

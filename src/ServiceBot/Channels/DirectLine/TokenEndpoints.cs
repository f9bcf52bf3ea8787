using Microsoft.AspNetCore.Http.HttpResults;

namespace ServiceBot.Channels.DirectLine;

/// <summary><c>tokens/generate</c> for servers that hold the secret, <c>tokens/refresh</c> for everyone with a running token.</summary>
internal static class TokenEndpoints
{
    private const int MaxUserIdLength = 64;

    public static void MapTokens(this RouteGroupBuilder group)
    {
        group.MapPost("/tokens/generate", GenerateAsync);
        group.MapPost("/tokens/refresh", Refresh);
        // Enhanced authentication binds sign-in cards to a browser's cookie; we send no such cards. The official client takes this as "none".
        group.MapGet("/session/getsessionid", () => Refusals.UnknownConversation);
    }

    private static async Task<IResult> GenerateAsync(HttpContext context, DirectLineTokens tokens)
    {
        if (!context.Caller().IsServer) return Refusals.ServerOnly;
        var (body, refusal) = await OptionalBody.ReadAsync(context, WireJson.Default.StartRequest);
        if (body is null) return refusal!;
        if (body.User?.Id is { } named && !MayBeUser(named))
            return Refusals.BadRequest("BadArgument", "A user id in a token starts with dl_ and has up to 64 letters, digits, - and _.");
        var user = body.User?.Id ?? ConversationIds.NewUser();
        var conversation = ConversationIds.New();
        return Answer(tokens, conversation, tokens.Issue(conversation, user));
    }

    private static IResult Refresh(HttpContext context, DirectLineTokens tokens)
    {
        var caller = context.Caller();
        if (caller.IsServer) return Refusals.BadRequest("BadArgument", "The secret is not refreshed.");
        return tokens.Renew(caller) is { } token ? Answer(tokens, caller.ConversationId!, token) : Refusals.TokenExpired;
    }

    private static JsonHttpResult<ConversationResponse> Answer(DirectLineTokens tokens, string conversationId, string token) => TypedResults.Json(
        new ConversationResponse { ConversationId = conversationId, Token = token, ExpiresIn = tokens.LifeSeconds },
        WireJson.Default.ConversationResponse);

    private static bool MayBeUser(string id) =>
        id.StartsWith(ConversationIds.UserPrefix, StringComparison.Ordinal) && id.Length is > 3 and <= MaxUserIdLength
        && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');
}

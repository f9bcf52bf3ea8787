namespace ServiceBot.Channels.DirectLine;

/// <summary>Starting a conversation, and coming back to it.</summary>
internal static class ConversationEndpoints
{
    private const int MaxUserIdLength = 64;

    public static void MapConversations(this RouteGroupBuilder group)
    {
        group.MapPost("/conversations", StartAsync);
        group.MapGet("/conversations/{conversationId}", ReturnAsync);
    }

    /// <summary>201 for a new conversation, 200 when the token's own runs already. The stream starts with the first activity.</summary>
    private static async Task<IResult> StartAsync(HttpContext context, DirectLineTokens tokens, IGrainFactory grains)
    {
        var caller = context.Caller();
        var (body, refusal) = await OptionalBody.ReadAsync(context, WireJson.Default.StartRequest);
        if (body is null) return refusal!;
        if (caller.IsServer) caller = ForServer(body, tokens);
        var id = caller.ConversationId!;
        var conversation = grains.GetGrain<IConversation>(id);
        if (await conversation.FindAsync() is { } facts)
            return Answer(context, tokens, Again(caller, facts), afterSeq: 0, StatusCodes.Status200OK);
        await conversation.ReceiveAsync(PostedActivity.Start(caller, id, caller.UserId!, Locales.OrNull(body.Locale)));
        return Answer(context, tokens, caller, afterSeq: 0, StatusCodes.Status201Created);
    }

    /// <summary>A fresh token and stream. With a watermark the stream replays what came after it, without one it brings only what is new.</summary>
    private static async Task<IResult> ReturnAsync(
        HttpContext context, string conversationId, string? watermark, DirectLineTokens tokens, IGrainFactory grains)
    {
        if (!Watermark.TryRead(watermark, out var seq)) return Refusals.BadRequest("BadArgument", "The watermark is not one of this host.");
        if (await grains.GetGrain<IConversation>(conversationId).FindAsync() is not { } facts) return Refusals.UnknownConversation;
        var caller = context.Caller();
        if (caller.IsServer) caller = caller with { ConversationId = conversationId };
        return Answer(context, tokens, Again(caller, facts), string.IsNullOrEmpty(watermark) ? facts.LastSeq : seq, StatusCodes.Status200OK);
    }

    /// <summary>The secret opens a new conversation, for the user it names.</summary>
    private static DirectLineCaller ForServer(StartRequest body, DirectLineTokens tokens)
    {
        var user = body.User?.Id is { Length: > 0 and <= MaxUserIdLength } named ? named : ConversationIds.NewUser();
        return tokens.NewCaller(ConversationIds.New(), user);
    }

    /// <summary>What a server asks for about a running conversation is about the user that the conversation belongs to.</summary>
    private static DirectLineCaller Again(DirectLineCaller caller, ConversationFacts facts) =>
        caller.UserId is null ? caller with { UserId = facts.UserId } : caller;

    private static IResult Answer(HttpContext context, DirectLineTokens tokens, DirectLineCaller caller, long afterSeq, int status)
    {
        if (tokens.Renew(caller) is not { } token || tokens.IssueForStream(caller) is not { } streamToken) return Refusals.TokenExpired;
        var request = context.Request;
        var scheme = request.IsHttps ? "wss" : "ws";
        var path = $"{request.PathBase}/v3/directline/conversations/{caller.ConversationId}/stream";
        return TypedResults.Json(
            new ConversationResponse
            {
                ConversationId = caller.ConversationId!,
                Token = token,
                ExpiresIn = tokens.LifeSeconds,
                StreamUrl = $"{scheme}://{request.Host}{path}?t={streamToken}&watermark={Watermark.Of(afterSeq)}",
            },
            WireJson.Default.ConversationResponse,
            statusCode: status);
    }
}

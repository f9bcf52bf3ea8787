namespace ServiceBot.Channels.DirectLine;

/// <summary>
/// The stream's address. It is its own authorization, since browsers cannot send a header with a WebSocket; everything is checked before
/// the upgrade, because afterwards nobody can be told a status.
/// </summary>
internal static partial class StreamEndpoint
{
    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(30);

    public static void MapStream(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v3/directline/conversations/{conversationId}/stream", OpenAsync).ExcludeFromDescription();

    private static async Task<IResult> OpenAsync(
        HttpContext context, string conversationId, string? t, string? watermark,
        DirectLineTokens tokens, StreamRegistry streams, IGrainFactory grains, ILogger<StreamRegistry> logger)
    {
        if (string.IsNullOrEmpty(t)) return Refusals.NoCredentials;
        var check = tokens.CheckStream(t);
        if (check.Caller is not { } caller) return Refusals.BadToken;
        if (check.IsExpired) return Refusals.TokenExpired;
        if (caller.ConversationId != conversationId) return Refusals.NotYours;
        if (!Watermark.TryRead(watermark, out var after)) return Refusals.BadRequest("BadArgument", "The watermark is not one of this host.");
        if (!context.WebSockets.IsWebSocketRequest) return Refusals.BadRequest("BadArgument", "This address takes WebSocket connections only.");
        ConversationFacts? facts;
        try
        {
            facts = await grains.GetGrain<IConversation>(conversationId).FindAsync();
        }
        catch (Exception exception)
        {
            Log.Unknown(logger, conversationId, exception);
            return Refusals.StoreAway;
        }

        if (facts is null) return Refusals.UnknownConversation;
        if (string.IsNullOrEmpty(watermark)) after = facts.LastSeq;
        // Pings find a peer that is gone without a word; a phone in a tunnel is such a peer.
        using var socket = await context.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext { KeepAliveInterval = PingInterval, KeepAliveTimeout = PingInterval });
        await streams.ServeAsync(socket, caller, Math.Min(after, facts.LastSeq), AttachmentLinksOf(context, tokens, caller), context.RequestAborted);
        return Results.Empty;
    }

    private static Attachments.AttachmentLinks AttachmentLinksOf(HttpContext context, DirectLineTokens tokens, DirectLineCaller caller) =>
        Attachments.AttachmentLinks.For(context.Request, tokens.Renew(caller));

    private static partial class Log
    {
        [LoggerMessage(4003, LogLevel.Error, "Opening a stream of {ConversationId} failed and was answered with 503")]
        public static partial void Unknown(ILogger logger, string conversationId, Exception exception);
    }
}

using Microsoft.Extensions.Options;

namespace ServiceBot.Channels.DirectLine;

/// <summary>Posting an activity and polling for new ones.</summary>
internal static class ActivityEndpoints
{
    private const int PageSize = 100;

    public static void MapActivities(this RouteGroupBuilder group)
    {
        group.MapPost("/conversations/{conversationId}/activities", PostAsync);
        group.MapGet("/conversations/{conversationId}/activities", PollAsync);
    }

    /// <summary>200 after the commit, with the id under which the activity is echoed. A repeat gets the id of the first.</summary>
    private static async Task<IResult> PostAsync(
        HttpContext context, string conversationId, IOptions<DirectLineOptions> options, DirectLineLimits limits, IGrainFactory grains)
    {
        if (limits.Message(conversationId) is { } tooMany) return tooMany;
        var body = await RequestBody.ReadAsync(context.Request, options.Value.MaxActivityBytes, context.RequestAborted);
        if (body is null) return Refusals.TooLarge(options.Value.MaxActivityBytes);
        var (activity, refusal) = PostedActivity.Parse(body, options.Value);
        if (activity is null) return refusal!;
        var conversation = grains.GetGrain<IConversation>(conversationId);
        var caller = context.Caller();
        // A token is the right to its conversation, started or not; the secret opens only what exists.
        if (caller.IsServer && await conversation.FindAsync() is null) return Refusals.UnknownConversation;
        var receipt = await conversation.ReceiveAsync(PostedActivity.ToKnock(activity, caller, conversationId));
        return TypedResults.Json(new ResourceResponse(receipt.ActivityId), WireJson.Default.ResourceResponse);
    }

    /// <summary>
    /// At most a page after the watermark; the client asks until nothing comes. The official client gives up polling for good after any
    /// error but 403 and 404, so a store that is away is answered like a quiet conversation.
    /// </summary>
    private static async Task<IResult> PollAsync(
        HttpContext context, string conversationId, string? watermark, IActivityLog log, IGrainFactory grains, ILogger<IActivityLog> logger)
    {
        if (!Watermark.TryRead(watermark, out var after)) return Refusals.BadRequest("BadArgument", "The watermark is not one of this host.");
        try
        {
            var entries = await log.ReadAsync(conversationId, after, PageSize, context.RequestAborted);
            if (entries.Count > 0) return new ActivitySet(entries, entries[^1].Seq);
            if (await grains.GetGrain<IConversation>(conversationId).FindAsync() is not { } facts) return Refusals.UnknownConversation;
            // A watermark ahead of the log is one from before a restored backup: back to where the log is.
            return new ActivitySet([], Math.Min(after, facts.LastSeq));
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            PollLog.Failed(logger, conversationId, exception);
            return new ActivitySet([], after);
        }
    }
}

internal static partial class PollLog
{
    [LoggerMessage(4002, LogLevel.Error, "Polling {ConversationId} failed and was answered with nothing new")]
    public static partial void Failed(ILogger logger, string conversationId, Exception exception);
}

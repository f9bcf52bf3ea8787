namespace ServiceBot.Channels;

/// <summary>
/// What every call of a provider has in common: whatever breaks while it is taken, nothing was acknowledged, and 503 has the provider ask again.
/// </summary>
internal static class Webhook
{
    /// <param name="notTaken">Writes the channel's own log line.</param>
    public static async Task<IResult> TakeAsync(HttpContext context, Action<Exception> notTaken, Func<Task<IResult>> take)
    {
        try
        {
            return await take();
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            notTaken(exception);
            return Refusals.StoreAway;
        }
    }
}

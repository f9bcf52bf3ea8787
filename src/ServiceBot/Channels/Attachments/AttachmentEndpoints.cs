using Microsoft.Net.Http.Headers;
using ServiceBot.Channels.DirectLine;

namespace ServiceBot.Channels.Attachments;

/// <summary>
/// Handing a file out again: to the conversation it came from (token in the header or, for picture elements, as <c>t</c>), and to
/// signed-in staff and proxy agents. Anybody else learns nothing, not even that it exists.
/// </summary>
internal static class AttachmentEndpoints
{
    public static void MapAttachments(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v3/attachments/{id}/views/original", GetAsync).ExcludeFromDescription();

    private static async Task<IResult> GetAsync(
        HttpContext context, string id, string? t, AttachmentStore store, DirectLineTokens tokens, DirectLineSecret secret)
    {
        string? conversationId = null;
        // Only staff and proxy agents have accounts; they learn an attachment's id on the pages that they may see.
        if (context.User.Identity?.IsAuthenticated != true)
        {
            var shown = DirectLineAccess.Bearer(context.Request) ?? t;
            if (string.IsNullOrEmpty(shown)) return Refusals.NoCredentials;
            if (!secret.Is(shown))
            {
                var check = tokens.Check(shown);
                if (check.Caller is not { } caller) return Refusals.BadToken;
                if (check.IsExpired) return Refusals.TokenExpired;
                conversationId = caller.ConversationId;
            }
        }

        if (await store.FindAsync(id, context.RequestAborted) is not { } row) return Refusals.UnknownAttachment;
        if (conversationId is not null && row.ConversationId != conversationId) return Refusals.UnknownAttachment;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = "private, max-age=3600";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(row.Name);
        headers.ContentDisposition = disposition.ToString();
        return TypedResults.Bytes(await store.ReadAsync(id, context.RequestAborted), row.ContentType);
    }
}

using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using ServiceBot.Channels.Attachments;
using ServiceBot.Domain.Messaging;

namespace ServiceBot.Channels.DirectLine;

/// <summary>
/// A message with files. One file: its bytes are the body, with <c>Content-Type</c> and <c>Content-Disposition: name="file"; filename="…"</c>.
/// Several: <c>multipart/form-data</c> with a part of type <c>application/vnd.microsoft.activity</c> and a part per file, in the order of the
/// activity's attachments.
/// </summary>
internal static class UploadEndpoint
{
    private const string ActivityType = "application/vnd.microsoft.activity";
    private const int MaxBoundaryLength = 100;

    public static void MapUpload(this RouteGroupBuilder group) =>
        group.MapPost("/conversations/{conversationId}/upload", PostAsync);

    private static async Task<IResult> PostAsync(
        HttpContext context, string conversationId,
        AttachmentStore store, IOptions<DirectLineOptions> options, DirectLineLimits limits, IGrainFactory grains)
    {
        if (limits.Message(conversationId) is { } tooMany) return tooMany;
        var caller = context.Caller();
        var conversation = grains.GetGrain<IConversation>(conversationId);
        if (await conversation.FindAsync() is null) return Refusals.UnknownConversation;
        var all = options.Value.MaxActivityBytes + (long)store.Options.MaxFiles * store.Options.MaxBytes;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = all + 64 * 1024;
        if (context.Request.ContentLength > all + 64 * 1024) return Refusals.TooLarge(all);

        var upload = new Upload();
        var accepted = false;
        try
        {
            if (await ReadAsync(context, conversationId, upload, store, options.Value) is { } refusal) return refusal;
            if (upload.Files.Count == 0) return Refusals.BadRequest("MissingProperty", "There is no file in this upload.");
            var knock = PostedActivity.ToKnock(upload.Activity ?? new Activity { Type = ActivityTypes.Message }, caller, conversationId);
            Join(knock.Activity, upload.Files);
            var receipt = await conversation.ReceiveAsync(knock);
            accepted = !receipt.Repeated;
            return TypedResults.Json(new ResourceResponse(receipt.ActivityId), WireJson.Default.ResourceResponse);
        }
        finally
        {
            // Also after a failure that leaves open whether the message was taken: then the client sends it again, with the files.
            if (!accepted) await store.DiscardAsync(upload.Files, CancellationToken.None);
        }
    }

    private static async Task<IResult?> ReadAsync(
        HttpContext context, string conversationId, Upload upload, AttachmentStore store, DirectLineOptions options)
    {
        var request = context.Request;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)) return Refusals.TypeNotTaken;
        if (!type.MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
            return await TakeFileAsync(request.Body, FileName(request.Headers.ContentDisposition), conversationId, upload, store, context.RequestAborted);

        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > MaxBoundaryLength)
            return Refusals.BadRequest("BadArgument", "The multipart body has no boundary.");
        var reader = new MultipartReader(boundary, request.Body);
        try
        {
            while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
                if (await TakePartAsync(section, conversationId, upload, store, options, context.RequestAborted) is { } refusal)
                    return refusal;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException && !context.RequestAborted.IsCancellationRequested)
        {
            return Refusals.BadRequest("BadArgument", "The multipart body is broken.");
        }

        return null;
    }

    private static async Task<IResult?> TakePartAsync(
        MultipartSection section, string conversationId, Upload upload, AttachmentStore store, DirectLineOptions options, CancellationToken cancellationToken)
    {
        if (section.ContentType?.StartsWith(ActivityType, StringComparison.OrdinalIgnoreCase) != true)
            return await TakeFileAsync(section.Body, FileName(section.ContentDisposition), conversationId, upload, store, cancellationToken);
        if (await BytesAsync(section.Body, options.MaxActivityBytes, cancellationToken) is not { } json) return Refusals.TooLarge(options.MaxActivityBytes);
        (upload.Activity, var refusal) = PostedActivity.Parse(json, options);
        return refusal;
    }

    private static async Task<IResult?> TakeFileAsync(
        Stream body, string? name, string conversationId, Upload upload, AttachmentStore store, CancellationToken cancellationToken)
    {
        if (upload.Files.Count >= store.Options.MaxFiles) return Refusals.TooManyFiles(store.Options.MaxFiles);
        if (await BytesAsync(body, store.Options.MaxBytes, cancellationToken) is not { } file) return Refusals.TooLarge(store.Options.MaxBytes);
        if (await store.SaveAsync(conversationId, name, file, cancellationToken) is not { } row) return Refusals.TypeNotTaken;
        upload.Files.Add(row);
        return null;
    }

    /// <summary>The activity names the files and may bring small pictures of them; what and where they are is ours to say.</summary>
    private static void Join(Activity activity, List<AttachmentRow> files)
    {
        var told = activity.Attachments ?? [];
        activity.Attachments =
        [
            .. files.Select((file, index) => new Attachment
            {
                ContentType = file.ContentType,
                ContentUrl = AttachmentLinks.PathOf(file.Id),
                Name = file.Name,
                ThumbnailUrl = index < told.Count && told[index].ThumbnailUrl is { } thumbnail
                    && thumbnail.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase) ? thumbnail : null,
            }),
        ];
    }

    private static string? FileName(string? disposition)
    {
        // The protocol's own example leaves the type out: `name="file"; filename="a.jpg"`.
        if (!ContentDispositionHeaderValue.TryParse(disposition, out var parsed)
            && !ContentDispositionHeaderValue.TryParse("form-data; " + disposition, out parsed))
            return null;
        return HeaderUtilities.RemoveQuotes(parsed.FileNameStar.HasValue ? parsed.FileNameStar : parsed.FileName).Value;
    }

    /// <returns>Null when there is more than <paramref name="limit"/>.</returns>
    private static async Task<byte[]?> BytesAsync(Stream body, int limit, CancellationToken cancellationToken)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (memory.Length + read > limit) return null;
            memory.Write(buffer, 0, read);
        }

        return memory.ToArray();
    }

    private sealed class Upload
    {
        public Activity? Activity { get; set; }

        public List<AttachmentRow> Files { get; } = [];
    }
}
